"""Notebooks run without anybody at the keyboard: ``running`` executes them, ``pages`` makes pages of them."""

from infoview_analysis.workbooks.running import Run, run_notebooks

__all__ = ["Run", "run_notebooks"]
