"""Choices that the command line lists without loading what they choose from."""

from __future__ import annotations

from mirrors_engine import losses, selection
from mirrors_engine.batch import output as batch_output
from mirrors_engine.commands import batch, choice, options, select, train
from mirrors_engine.solvers.lasso import SOLVERS
from mirrors_engine.training import METHODS


def test_rules_and_splits_are_those_of_the_selection():
    assert choice.RULES == selection.RULES
    assert sorted(choice.SPLITS) == sorted(selection.SPLITS)
    assert tuple(select._WORDS) == selection.RULES


def test_methods_are_those_of_the_training():
    assert train.METHODS == METHODS


def test_losses_and_solvers_are_those_of_the_engine():
    assert options.LOSSES == losses.LOSSES
    assert options.SOLVERS == SOLVERS


def test_formats_are_those_of_the_output():
    assert batch.FORMATS == batch_output.FORMATS
