package cli

func caseCommands() []command {
	return []command{
		{path: "visit case", args: "检查组", about: "案卷自查：同时两处、早于审批、证件到期、结果与记录不符、未签字未归档的文书", min: 1, max: 1, need: signedIn, setup: plain(checkCase)},
	}
}

func checkCase(c *call) error {
	f, err := c.visit(c.args[0])
	if err != nil {
		return err
	}
	found, err := c.sv.Visit.CaseCheck(c.ctx, c.a, f.Visit.ID)
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return c.show(found, "案卷自查没有发现问题")
	}
	if c.json {
		err = c.printJSON(found)
	}
	for i := 0; i < len(found) && !c.json && err == nil; i++ {
		err = c.line("  %s（%s）", found[i].Message, found[i].Article)
	}
	if err != nil {
		return err
	}
	return errShown
}
