package template

// Sources are the things of the record that a field may begin with.
func Sources() []string {
	return []string{
		"organ", "today", "me", // 机关、今天、本人
		"party.name", "party.code", "party.address", "party.principal", "party.phone",
		"task.no", "task.name", "task.from", "task.to", "task.matters", "task.basis", "task.methods", "task.departments", "task.origin", "task.subjects", "task.title",
		"officers", "officers.rows", "officers.lines", "leader", "department", "team.date", "frequency",
		"visit.startedAt", "visit.endedAt", "visit.day", "visit.place", "visit.process", "visit.statement", "visit.refusal", "visit.outcome",
		"visit.partyName", "visit.partyPost", "visit.partyId", "visit.partyPhone", "visit.witness", "visit.witnessId",
		"visit.legalRep", "visit.interpreter", "visit.interpreterId", "visit.language",
		"findings", "findings.stop", "findings.correct", "findings.transfer", "findings.basis", "demands", "deadline", "deadline.words",
		"findings.stop.basis", "findings.correct.basis", "findings.transfer.to",
		"answers.rows", "media.rows", "media.names", "recordNumber",
		"result.outcome", "result.finishedOn",
	}
}
