"""The commands, one a file: `add(commands)` declares its options, `run(options)` does the work.

Whatever a command needs beyond the options it imports when it runs, so that `--help` and the
window start at once.
"""

from mirrors_engine.commands import batch, export, fit, forecast, path, select, selftest, train

COMMANDS = {
    "fit": fit,
    "path": path,
    "select": select,
    "batch": batch,
    "export": export,
    "train": train,
    "forecast": forecast,
    "selftest": selftest,
}
