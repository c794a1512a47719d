package cli

import (
	"flag"
	"slices"

	"shuangsuiji/backend/inspect"
)

// signers are who may sign, by the words of the command line.
var signers = []inspect.SignerKind{inspect.SignerParty, inspect.SignerLegalRep, inspect.SignerWitness, inspect.SignerInterpret, inspect.SignerOfficer, inspect.SignerOutside}

func signingCommands() []command {
	return []command{
		{path: "doc sign", args: "文书编号 --who party|legalrep|witness|interpreter|officer|outside --name 姓名 [--refused 理由 --witness 见证人]",
			about: "登记纸上的签署情况，或拒绝签字的理由和见证人", min: 1, max: 1, must: "who name", need: signedIn, setup: signPaper},
		{path: "doc change", args: "文书编号 --page 第几页 [--from 原文] [--to 改为] --who 捺印人", about: "登记当事人离开前的纸面改动", min: 1, max: 1, must: "page who", need: signedIn, setup: changePaper},
		{path: "doc explain", args: "文书编号 --text 内容 [--kind explanation|supplement] [--out 文件.pdf]", about: "对已签字的文书作情况说明或补充笔录", min: 1, max: 1, must: "text", need: signedIn, setup: explainPaper},
	}
}

func signPaper(f *flag.FlagSet) action {
	s := inspect.Signing{}
	who := f.String("who", "", "")
	f.StringVar(&s.Name, "name", "", "")
	f.StringVar(&s.Reason, "refused", "", "")
	f.StringVar(&s.Witness, "witness", "", "")
	return func(c *call) error {
		if s.Kind = inspect.SignerKind(*who); !slices.Contains(signers, s.Kind) {
			return misuse{"--who 应为 party、legalrep、witness、interpreter、officer 或 outside"}
		}
		s.Refused = s.Reason != "" || s.Witness != ""
		p, err := c.paper(c.args[0])
		if err != nil {
			return err
		}
		if p, err = c.sv.Paper.Sign(c.ctx, c.a, p.ID, s); err != nil {
			return err
		}
		word := "已签字"
		if s.Refused {
			word = "拒绝签字"
		}
		return c.show(p, "%s %s：%s%s%s", p.Name, p.Number, s.Kind.Label(), s.Name, word)
	}
}

func changePaper(f *flag.FlagSet) action {
	x := inspect.PaperChange{}
	f.IntVar(&x.Page, "page", 0, "")
	f.StringVar(&x.From, "from", "", "")
	f.StringVar(&x.To, "to", "", "")
	f.StringVar(&x.Who, "who", "", "")
	return func(c *call) error {
		p, err := c.paper(c.args[0])
		if err != nil {
			return err
		}
		if p, err = c.sv.Paper.Change(c.ctx, c.a, p.ID, x); err != nil {
			return err
		}
		return c.show(p, "%s %s：已登记第%d处纸面改动", p.Name, p.Number, len(p.Changes))
	}
}

func explainPaper(f *flag.FlagSet) action {
	kind, text, out := f.String("kind", string(inspect.DocExplanation), ""), f.String("text", "", ""), f.String("out", "", "")
	return func(c *call) error {
		p, err := c.paper(c.args[0])
		if err != nil {
			return err
		}
		made, err := c.sv.Paper.Explain(c.ctx, c.a, p.ID, *kind, *text)
		if err != nil {
			return err
		}
		if *out != "" {
			if err := c.sv.Paper.Save(c.ctx, c.a, made.ID, *out); err != nil {
				return err
			}
		}
		return c.show(made, "%s %s 已制作，关于%s %s", made.Name, made.Number, p.Name, p.Number)
	}
}
