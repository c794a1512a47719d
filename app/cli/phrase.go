package cli

import (
	"flag"
	"strconv"
	"strings"

	"shuangsuiji/backend/inspect"
)

func phraseCommands() []command {
	kinds := []string{}
	for _, k := range inspect.PhraseKinds {
		kinds = append(kinds, string(k)+" "+k.Label())
	}
	return []command{
		{path: "phrase list", about: "常用语：分局的和本人的；页面上在输入框里按 Alt+1 至 Alt+9 插入", need: signedIn, setup: plain(listPhrases)},
		{path: "phrase add", args: "--text 内容 [--kind 栏目] [--office]", about: "添加一条本人的常用语；--office 为分局的（办公室维护，随任务包下发）。栏目：" + strings.Join(kinds, "，"),
			must: "text", need: signedIn, setup: addPhrase},
		{path: "phrase change", args: "序号 --text 内容", about: "修改一条常用语", min: 1, max: 1, must: "text", need: signedIn, setup: changePhrase},
		{path: "phrase remove", args: "序号", about: "删除一条常用语；已经写进记录的文字不变", min: 1, max: 1, need: signedIn, setup: plain(removePhrase)},
	}
}

func listPhrases(c *call) error {
	list, err := c.sv.Phrase.List(c.ctx, c.a)
	if err != nil {
		return err
	}
	rows := [][]string{}
	for i, p := range list {
		rows = append(rows, []string{strconv.Itoa(i + 1), ownerOf(p), p.Kind.Label(), p.Text})
	}
	return c.table(list, []string{"序号", "归属", "栏目", "内容"}, rows)
}

func ownerOf(p inspect.Phrase) string {
	if p.Owner == "" {
		return "分局"
	}
	return "本人"
}

func addPhrase(f *flag.FlagSet) action {
	text, kind, office := f.String("text", "", ""), f.String("kind", string(inspect.PhraseAny), ""), f.Bool("office", false, "")
	return func(c *call) error {
		p := inspect.Phrase{Kind: inspect.PhraseKind(*kind), Text: *text, Owner: c.a.Person}
		if *office {
			p.Owner = ""
		}
		p, err := c.sv.Phrase.Save(c.ctx, c.a, p)
		if err != nil {
			return err
		}
		return c.show(p, "已添加%s的常用语（%s）：%s", ownerOf(p), p.Kind.Label(), p.Text)
	}
}

// phrase is the nth of phrase list.
func (c *call) phrase(ref string) (inspect.Phrase, error) {
	list, err := c.sv.Phrase.List(c.ctx, c.a)
	if err != nil {
		return inspect.Phrase{}, err
	}
	n, err := number("序号", ref)
	if err != nil {
		return inspect.Phrase{}, err
	}
	if n < 1 || n > len(list) {
		return inspect.Phrase{}, inspect.E(inspect.NotFound, "没有第%d条常用语，共%d条", n, len(list)).WithRef(ref).WithHint("phrase list 列出常用语")
	}
	return list[n-1], nil
}

func changePhrase(f *flag.FlagSet) action {
	text := f.String("text", "", "")
	return func(c *call) error {
		p, err := c.phrase(c.args[0])
		if err != nil {
			return err
		}
		p.Text = *text
		if p, err = c.sv.Phrase.Save(c.ctx, c.a, p); err != nil {
			return err
		}
		return c.show(p, "已修改%s的常用语：%s", ownerOf(p), p.Text)
	}
}

func removePhrase(c *call) error {
	p, err := c.phrase(c.args[0])
	if err != nil {
		return err
	}
	if err := c.sv.Phrase.Remove(c.ctx, c.a, p.ID); err != nil {
		return err
	}
	return c.show(p, "已删除%s的常用语：%s", ownerOf(p), p.Text)
}
