"""A folder of notes, analysed on a cluster."""

import os
from collections.abc import Sequence

from infoview_analysis.cluster.crew import hire_crew
from infoview_analysis.cluster.places import bring_notes
from infoview_analysis.corpus.analysis import analyze_with
from infoview_analysis.corpus.tables import Tables

__all__ = ["PART_ROWS", "analyze_on_cluster"]

PART_ROWS = 50_000
"""Rows in a part of a table: some megabytes."""


def analyze_on_cluster(
    notes: str | os.PathLike[str],
    address: str,
    *,
    exclude: Sequence[str] = (),
    model: str | None = None,
    progress: bool = False,
    cache: bool = True,
) -> Tables:
    """Analyse a folder of notes on a Dask cluster; the tables are those of :func:`infoview_analysis.analyze`.

    Parameters
    ----------
    notes
        A path, or a place that fsspec knows, such as ``s3://bucket/notes``.
    address
        Of the scheduler, such as ``tcp://10.0.0.5:8786``; ``local`` starts one with a process for each processor of
        this machine.
    exclude, model, progress, cache
        As for :func:`infoview_analysis.analyze`; a ``model`` has to be there on every machine.

    Notes
    -----
    Notes are opened here, and those that are private stay here; each of the others goes to one of the workers, which
    need this package in the same version and nothing else. Who is who, who led to whom and what people agree on is
    settled here, for that takes all notes together.

    Raises
    ------
    UsageError
        When there are no such notes, or the cluster cannot do the work; what it has found is in the cache.
    """
    with bring_notes(notes) as folder:
        crew = hire_crew(address)
        return analyze_with(crew, folder, exclude=exclude, model=model, progress=progress, cache=cache)
