"""Everything that runs beside the event loop: the worker, its messages, other jobs."""
