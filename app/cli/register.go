package cli

import (
	"flag"
	"strconv"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func registerCommands() []command {
	return []command{
		{path: "subject set", args: "代码或编号|new 字段=值... [--why 理由]", about: "新增或修改一个检查对象；字段用中文名，如 登记状态=注销", min: 2, max: 40, need: signedIn, setup: setSubject},
		{path: "subject show", args: "代码或编号", about: "一个检查对象的全部内容", min: 1, max: 1, need: signedIn, setup: plain(showSubject)},
		{path: "subject merge", args: "保留的代码或编号 并入的代码或编号 [--why 理由]", about: "把重复的检查对象并为一条；不写 --why 只预览", min: 2, max: 2, need: signedIn, setup: mergeSubjects},
		{path: "subject bulk", args: bulkArgs + " [--station 派出所 --risk 等级]", about: "按条件批量修改检查对象的一个字段；不写 --why 只预览", min: 1, max: 1, need: signedIn, setup: bulkEdit(inspect.NounSubject)},
		{path: "inspector set", args: "警号|new 字段=值... [--why 理由]", about: "新增或修改一名执法检查人员", min: 2, max: 40, need: signedIn, setup: setInspector},
		{path: "inspector show", args: "警号", about: "一名执法检查人员的全部内容", min: 1, max: 1, need: signedIn, setup: plain(showInspector)},
		{path: "inspector bulk", args: bulkArgs, about: "按条件批量修改执法检查人员的一个字段；不写 --why 只预览", min: 1, max: 1, need: signedIn, setup: bulkEdit(inspect.NounInspector)},
		{path: "history", args: "subject|inspector|matter 代码", about: "逐项历史：谁在何时把什么改成了什么", min: 2, max: 2, need: signedIn, setup: plain(showHistory)},
		{path: "library check", args: "[--days 天数 --out 文件.xlsx]", about: "库况检查：到期、呆滞、重复、代码不符", need: signedIn, setup: checkLibrary},
		{path: "recusal add", args: "检查对象 警号 --kind 关系 [--from 日期 --to 日期]", about: "登记回避关系", min: 2, max: 2, must: "kind", need: signedIn, setup: addRecusal},
		{path: "recusal end", args: "编号 --why 理由 [--to 日期]", about: "结束一项回避关系", min: 1, max: 1, must: "why", need: signedIn, setup: endRecusal},
		{path: "recusal list", args: "[--subject 检查对象 --inspector 警号]", about: "列出回避关系", need: signedIn, setup: listRecusals},
		{path: "leave add", args: "警号 --from 日期 --to 日期 [--why 事由]", about: "登记请假", min: 1, max: 1, must: "from to", need: signedIn, setup: addLeave},
		{path: "leave end", args: "编号 [--to 日期]", about: "提前或推迟结束请假", min: 1, max: 1, need: signedIn, setup: endLeave},
		{path: "leave list", args: "[--inspector 警号]", about: "列出请假", need: signedIn, setup: listLeaves},
		{path: "suggestion list", args: "[--state open|accepted|rejected]", about: "列出名录库更正建议", need: signedIn, setup: listSuggestions},
		{path: "suggestion accept", args: "编号 [--why 意见] [--over 现值]", about: "采纳更正建议并修改名录库；与名录库后来的修改矛盾的，须写明理由和所替换的现值", min: 1, max: 1, need: signedIn, setup: decideSuggestion(true)},
		{path: "suggestion reject", args: "编号 --why 理由", about: "不采纳更正建议", min: 1, max: 1, must: "why", need: signedIn, setup: decideSuggestion(false)},
		{path: "visit suggest", args: "检查 字段=建议值 --why 依据", about: "现场提出名录库更正建议", min: 2, max: 2, must: "why", need: signedIn, setup: suggest},
	}
}

const bulkArgs = "字段=值 [--search 文字 --trade 行业 --department 部门 --status 状态 --why 理由]"

// pairs splits 字段=值 arguments.
func pairs(args []string, fields []inspect.RegisterField) ([]inspect.RegisterField, []string, error) {
	names, texts := []inspect.RegisterField{}, []string{}
	for _, arg := range args {
		name, text, ok := strings.Cut(arg, "=")
		if !ok {
			return nil, nil, misuse{"“" + arg + "”应写成 字段=值"}
		}
		f, err := inspect.FieldNamed(fields, name)
		if err != nil {
			return nil, nil, err
		}
		names, texts = append(names, f), append(texts, text)
	}
	return names, texts, nil
}

func setSubject(f *flag.FlagSet) action {
	why := f.String("why", "", "")
	return func(c *call) error {
		card := service.SubjectCard{}
		if c.args[0] != "new" {
			var err error
			if card, err = c.sv.Library.SubjectCard(c.ctx, c.a, c.args[0]); err != nil {
				return err
			}
		}
		s, err := typed(card.Subject, c.args[1:], inspect.SubjectFields)
		if err != nil {
			return err
		}
		if card, err = c.sv.Library.SaveSubject(c.ctx, c.a, service.SubjectForm{Subject: s, Head: card.Head, Reason: *why}); err != nil {
			return err
		}
		return c.show(card, "已保存检查对象：%s（%s）", card.Subject.Name, card.Subject.Code)
	}
}

func setInspector(f *flag.FlagSet) action {
	why := f.String("why", "", "")
	return func(c *call) error {
		card := service.InspectorCard{}
		if c.args[0] != "new" {
			var err error
			if card, err = c.sv.Library.InspectorCard(c.ctx, c.a, c.args[0]); err != nil {
				return err
			}
		}
		i, err := typed(card.Inspector, c.args[1:], inspect.InspectorFields)
		if err != nil {
			return err
		}
		if card, err = c.sv.Library.SaveInspector(c.ctx, c.a, service.InspectorForm{Inspector: i, Head: card.Head, Reason: *why}); err != nil {
			return err
		}
		return c.show(card, "已保存执法检查人员：%s（%s）", card.Inspector.Name, card.Inspector.Badge)
	}
}

// typed is a row with fields set by 字段=值 arguments.
func typed[T any](row T, args []string, fields []inspect.RegisterField) (T, error) {
	names, texts, err := pairs(args, fields)
	for i := range names {
		if err == nil {
			row, err = service.WithField(row, names[i], texts[i])
		}
	}
	return row, err
}

// rowTable shows the fields that a row has, one a line.
func (c *call) rowTable(v, row any, fields []inspect.RegisterField) error {
	rows := [][]string{}
	for _, f := range fields {
		text, err := service.FieldText(row, f)
		if err != nil {
			return err
		}
		if text != "" {
			rows = append(rows, []string{f.Label, text})
		}
	}
	return c.table(v, []string{"字段", "内容"}, rows)
}

func showSubject(c *call) error {
	card, err := c.sv.Library.SubjectCard(c.ctx, c.a, c.args[0])
	if err != nil {
		return err
	}
	if err := c.rowTable(card, card.Subject, inspect.SubjectFields); err != nil || c.json {
		return err
	}
	lines := []string{}
	for _, s := range card.MergedFrom {
		lines = append(lines, s.Name+"（"+s.Code+"） "+s.ID)
	}
	return c.lines("并入的记录：", lines)
}

func showInspector(c *call) error {
	card, err := c.sv.Library.InspectorCard(c.ctx, c.a, c.args[0])
	if err != nil {
		return err
	}
	return c.rowTable(card, card.Inspector, inspect.InspectorFields)
}

func mergeSubjects(f *flag.FlagSet) action {
	why := f.String("why", "", "")
	return func(c *call) error {
		p, err := c.sv.Library.MergePreview(c.ctx, c.a, c.args[0], c.args[1])
		if err != nil {
			return err
		}
		if *why == "" {
			rows := [][]string{}
			for _, d := range p.Differences {
				rows = append(rows, []string{d.Field, d.Keep, d.Drop})
			}
			if err := c.table(p, []string{"不同之处", "保留：" + p.Keep.Name, "并入：" + p.Drop.Name}, rows); err != nil || c.json {
				return err
			}
			return c.line("预览（没有保存）：并入的一条有检查组%d个、结果%d项、回避关系%d项；加上 --why 理由 后合并", p.Teams, p.Results, p.Recusals)
		}
		card, err := c.sv.Library.Merge(c.ctx, c.a, p.Keep.ID, p.Drop.ID, *why)
		if err != nil {
			return err
		}
		return c.show(card, "已合并：“%s”并入“%s”", p.Drop.Name, p.Keep.Name)
	}
}

func bulkEdit(noun inspect.Noun) func(*flag.FlagSet) action {
	return func(f *flag.FlagSet) action {
		in := service.BulkInput{Noun: noun}
		f.StringVar(&in.Query.Search, "search", "", "")
		f.StringVar(&in.Query.Trade, "trade", "", "")
		f.StringVar(&in.Query.Department, "department", "", "")
		f.StringVar(&in.Query.Status, "status", "", "")
		if noun == inspect.NounSubject {
			f.StringVar(&in.Query.Station, "station", "", "")
			f.StringVar(&in.Query.Risk, "risk", "", "")
		}
		f.StringVar(&in.Reason, "why", "", "")
		return func(c *call) error {
			var ok bool
			if in.Field, in.Value, ok = strings.Cut(c.args[0], "="); !ok {
				return misuse{"应写成 字段=值"}
			}
			if in.Reason == "" {
				rep, err := c.sv.Library.BulkPreview(c.ctx, c.a, in)
				if err != nil {
					return err
				}
				return c.show(rep, "预览（没有保存）：找到%d条，将修改%d条，%d条已是“%s”：%s；加上 --why 理由 后修改", rep.Matched, rep.Changed, rep.Same, rep.Value, strings.Join(rep.Sample, "，"))
			}
			rep, err := c.sv.Library.Bulk(c.ctx, c.a, in)
			if err != nil {
				return err
			}
			return c.show(rep, "已把%d条的“%s”改为“%s”", rep.Changed, rep.Field, rep.Value)
		}
	}
}

func showHistory(c *call) error {
	noun, id := inspect.Noun(c.args[0]), ""
	switch noun {
	case inspect.NounSubject:
		card, err := c.sv.Library.SubjectCard(c.ctx, c.a, c.args[1])
		if err != nil {
			return err
		}
		id = card.Subject.ID
	case inspect.NounInspector:
		card, err := c.sv.Library.InspectorCard(c.ctx, c.a, c.args[1])
		if err != nil {
			return err
		}
		id = card.Inspector.ID
	case inspect.NounMatter:
		ms, err := c.matters(c.args[1:])
		if err != nil {
			return err
		}
		id = ms[0].ID
	}
	all, err := c.sv.Library.History(c.ctx, c.a, noun, id)
	if err != nil {
		return err
	}
	rows := [][]string{}
	for _, h := range all {
		rows = append(rows, []string{inspect.Minute(h.At), h.Person, h.Field, h.Old, h.New, h.Reason})
	}
	return c.table(all, []string{"时间", "人员", "字段", "原值", "新值", "理由"}, rows)
}

func checkLibrary(f *flag.FlagSet) action {
	days, out := f.Int("days", 0, ""), f.String("out", "", "")
	return func(c *call) error {
		rep, err := c.sv.Library.Check(c.ctx, c.a, *days)
		if err != nil {
			return err
		}
		if *out != "" {
			if err := c.sv.Library.SaveCheck(c.ctx, c.a, *days, *out); err != nil {
				return err
			}
		}
		rows := [][]string{}
		for _, n := range rep.Counts {
			rows = append(rows, []string{n.Noun.Label(), n.Label, strconv.Itoa(n.Count), string(n.Fault)})
		}
		if err := c.table(rep, []string{"名录库", "问题", "数量", "--fault"}, rows); err != nil || c.json {
			return err
		}
		if *out != "" {
			return c.line("明细已写入：%s", *out)
		}
		return c.line("即将到期指%d天以内；用 list subjects --fault 或 list inspectors --fault 列出，--out 另存明细", rep.Soon)
	}
}
