"""Tables and graph → figures, in one style.

Each function draws on ``ax``, or on a figure of its own where none is given, and returns the axes; the figure
is ``ax.figure``. Nothing goes through pyplot: no window opens, no setting of the user's changes. All are light, or
dark after :func:`use_theme`.

``style`` holds axes, titles and rendering, ``palette`` the colours, ``fonts`` the fonts, ``letters`` texts and their
widths. ``charts`` are those of skills, gaps and trends, ``advice`` of themes, ``timeline`` and ``growth`` of time,
``saturation`` of what further talks still add; ``skill_matrix``, ``coverage`` and ``fit`` are squares in rows and
columns (``grid``). The referral picture is ``network``: ``tree`` finds the places of people, ``columns`` and ``rings``
draw the two arrangements, ``stages``, ``dots``, ``marks`` and ``legend`` what both have in common.
"""

from infoview_analysis.figures.advice import plot_advice
from infoview_analysis.figures.charts import plot_gaps, plot_skills, plot_trends
from infoview_analysis.figures.coverage import plot_coverage
from infoview_analysis.figures.fit import plot_fit
from infoview_analysis.figures.growth import plot_growth
from infoview_analysis.figures.network import plot_network
from infoview_analysis.figures.palette import use_theme
from infoview_analysis.figures.saturation import plot_saturation
from infoview_analysis.figures.skill_matrix import plot_skill_matrix
from infoview_analysis.figures.style import render_figure
from infoview_analysis.figures.timeline import plot_timeline

__all__ = [
    "plot_advice",
    "plot_coverage",
    "plot_fit",
    "plot_gaps",
    "plot_growth",
    "plot_network",
    "plot_saturation",
    "plot_skill_matrix",
    "plot_skills",
    "plot_timeline",
    "plot_trends",
    "render_figure",
    "use_theme",
]
