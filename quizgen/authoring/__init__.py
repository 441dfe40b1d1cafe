"""What helps authors: first decks, ids, wrong options, decks from other programs, renames.

All of it is pure. Texts that authors wrote are changed by :mod:`quizgen.authoring.edits`, which
leave everything else as it stands, and are read again before anybody writes them.
"""
