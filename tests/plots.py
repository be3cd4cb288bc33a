"""Every figure by name, as a function of the tables."""

from collections.abc import Callable

from matplotlib.axes import Axes

from infoview_analysis.figures import (
    plot_advice,
    plot_coverage,
    plot_fit,
    plot_gaps,
    plot_growth,
    plot_network,
    plot_saturation,
    plot_skill_matrix,
    plot_skills,
    plot_timeline,
    plot_trends,
)
from infoview_analysis.network import referral_graph
from infoview_analysis.reflection import Profile, rank_gaps

__all__ = ["PLOTS"]

PROFILE = Profile(
    values={"pay": 3, "security": 5, "learning": 4, "something that nobody but me has ever called so": 2},
    targets=[{"field": "the history of very long names of fields of work and of all that follows"}, {"field": "law"}],
)

PLOTS: dict[str, Callable[..., Axes]] = {
    "skills": plot_skills,
    "gaps": lambda corpus, ax=None: plot_gaps(rank_gaps(corpus), ax),
    "matrix": plot_skill_matrix,
    "trends": plot_trends,
    "advice": plot_advice,
    "network": lambda corpus, ax=None: plot_network(referral_graph(corpus), ax),
    "rings": lambda corpus, ax=None: plot_network(referral_graph(corpus), ax, arrangement="rings"),
    "growth": lambda corpus, ax=None: plot_growth(referral_graph(corpus), ax),
    "coverage": plot_coverage,
    "saturation": plot_saturation,
    "fit": lambda corpus, ax=None: plot_fit(corpus, None, ax),
    "weighed fit": lambda corpus, ax=None: plot_fit(corpus, PROFILE, ax),
    "timeline": plot_timeline,
}
