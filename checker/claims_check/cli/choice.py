"""Which rules are wanted, how severe they are, and by which day things are judged."""

from __future__ import annotations

from claims_check import dates
from claims_check.cli import console
from claims_check.cli.configuration import Configuration, rule_problem
from claims_check.findings import FAULT, Report, Severity
from claims_check.named_tuple import NamedTuple
from claims_check.rules import BY_NAME, RULES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from claims_check.corpus.corpus import Corpus
    from claims_check.rules.rule import Rule


class Choice(NamedTuple):
    """Which rules are wanted, and the severities that differ from the rules' own."""

    wanted: frozenset[str]
    ignored: frozenset[str]
    severities: dict[str, Severity]

    def severity_of(self, rule: str) -> Severity | None:
        """The severity of a rule's findings, None where the rule is not wanted."""
        if rule not in self.wanted:
            return None
        return self.severities.get(rule, BY_NAME[rule].severity)

    @property
    def running(self) -> list[Rule]:
        """The rules that run.

        Those not selected run too: which sets of records cannot all hold depends on all of them.
        """
        ignored = self.ignored - {FAULT}
        return [rule for rule in RULES if rule.name not in ignored or "file" in rule.sorts]


def choice_of(
    configuration: Configuration,
    select: list[str] | None = None,
    ignore: list[str] | None = None,
) -> Choice:
    """What is wanted by the configuration, and by the values of --select and --ignore.

    Options count before the configuration, and what is ignored before what is selected.
    """
    selected, ignored = names_of("--select", select), names_of("--ignore", ignore)
    configured = {name for name, level in configuration.severity if level == "off"}
    if ignore is None:
        configured |= set(configuration.ignore)
    ignored |= configured - selected
    wanted = selected or frozenset(configuration.select) or frozenset(rule.name for rule in RULES)
    if not wanted - ignored:
        raise console.UsageError("all rules are ignored, so nothing would be checked")
    severities = {name: level for name, level in configuration.severity if level != "off"}
    return Choice(wanted - ignored, ignored, severities)


def names_of(option: str, values: list[str] | None) -> frozenset[str]:
    """The rules that an option names.  Raises UsageError where there is no such rule, or none."""
    names = [name.strip() for value in values or () for name in value.split(",") if name.strip()]
    if values and not names:
        raise console.UsageError(f"{option} names no rule; `claims-check rules` lists them")
    for name in names:
        if problem := rule_problem(name):
            raise console.UsageError(f"{option}: {problem}")
    return frozenset(names)


def day_of(text: str) -> int:
    """The day that --as-of names.  Raises UsageError where it names none."""
    try:
        window = dates.read(text).literal
    except dates.DateError as error:
        raise console.UsageError(f"--as-of: {error}") from error
    if window.earliest != window.latest:
        raise console.UsageError(f"--as-of: {text} is no single day; write one, such as 2026-01-31")
    return window.earliest


def only_wanted(report: Report, choice: Choice, corpus: Corpus) -> Report:
    """The report with the findings of the rules that are wanted.

    What says that a record could not be read, or a rule not run, is never left out: without it a
    corpus would look clean that nobody has looked at.
    """
    unread = {
        (entry.file, entry.id)
        for entry in corpus.entries
        if not entry.readable and (entry.digest is not None or entry.line)  # no stray file
    }
    kept = [
        finding
        for finding in report.findings
        if finding.rule in choice.wanted
        or finding.rule == FAULT
        or (finding.file, finding.record) in unread
    ]
    names = choice.wanted | {finding.rule for finding in kept}
    rules = tuple(count for count in report.rules if count.rule in names)
    return report._replace(findings=tuple(kept), rules=rules)
