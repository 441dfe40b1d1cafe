"""Statistics and forecasts for people, drawn or in plain text, and for programs, as JSON.

``screen`` is imported by those who draw: it needs rich.
"""

from quizgen.statistics_report.ahead import forecast_report
from quizgen.statistics_report.behind import catching_up_data, catching_up_lines
from quizgen.statistics_report.content import statistics_report
from quizgen.statistics_report.data import (
    exam_plan_json,
    forecast_data,
    forecast_json,
    statistics_data,
    statistics_json,
    workloads_json,
)
from quizgen.statistics_report.exam_plan import Exam, exam_plan_data, exam_plan_report
from quizgen.statistics_report.sections import Report
from quizgen.statistics_report.text import plain_text
from quizgen.statistics_report.workload import workloads_data, workloads_report

__all__ = [
    "Exam",
    "Report",
    "catching_up_data",
    "catching_up_lines",
    "exam_plan_data",
    "exam_plan_json",
    "exam_plan_report",
    "forecast_data",
    "forecast_json",
    "forecast_report",
    "plain_text",
    "statistics_data",
    "statistics_json",
    "statistics_report",
    "workloads_data",
    "workloads_json",
    "workloads_report",
]
