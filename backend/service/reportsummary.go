package service

import (
	"cmp"
	"context"
	"fmt"
	"strconv"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/word"
)

// summary is the skeleton of a 半年 or 年度总结: the figures stand, what only
// people know is left for them in brackets.
func (r *Report) summary(ctx context.Context, in ReportInput, cases []oneCase) (word.Doc, error) {
	organ, err := r.c.db.Meta(ctx, metaOrgan)
	if err != nil {
		return word.Doc{}, err
	}
	year, err := strconv.Atoi(in.From[:4])
	if err != nil {
		return word.Doc{}, err
	}
	plan := &Plan{r.c}
	m, err := plan.meters(ctx, r.c.db, year)
	if err != nil {
		return word.Doc{}, err
	}
	n := tallyOf(cases)
	name := fmt.Sprintf("%d年", year)
	switch {
	case in.From[4:] == "-01-01" && in.To[4:] == "-06-30":
		name += "上半年"
	case in.From[4:] == "-07-01" && in.To[4:] == "-12-31":
		name += "下半年"
	case in.From[4:] != "-01-01" || in.To[4:] != "-12-31":
		name = in.From + "至" + in.To
	}
	d := word.Doc{}
	add := func(parts ...word.Part) { d.Parts = append(d.Parts, parts...) }
	text := func(format string, args ...any) { add(word.Part{Text: fmt.Sprintf(format, args...)}) }
	add(word.Part{Title: cmp.Or(in.Unit, organ) + name + "“双随机、一公开”监管工作总结"})
	add(word.Part{Heading: "一、基本情况"})
	text("%s至%s，共实施双随机抽查任务%d个，其中部门联合抽查%d个，占%s；非随机检查%d个。抽取和选定检查对象%d户，已检查%d户，已公示%d户，公示率%s。",
		in.From, in.To, len(n.tasks), len(n.joint), inspect.Percent(len(n.joint), len(n.tasks)), len(n.outside), n.subjects, n.checked, n.done, inspect.Percent(n.done, n.subjects))
	rows := [][]string{{"发起部门", "任务", "联合", "对象", "已检查", "已公示", "发现问题"}}
	for _, dep := range byDepartment(cases) {
		x := tallyOf(only(cases, dep))
		rows = append(rows, []string{dep, fmt.Sprint(len(x.tasks)), fmt.Sprint(len(x.joint)), fmt.Sprint(x.subjects), fmt.Sprint(x.checked), fmt.Sprint(x.done), fmt.Sprint(x.problems)})
	}
	if len(rows) > 1 {
		add(word.Part{Rows: rows})
	}
	add(word.Part{Heading: "二、主要做法"})
	text("（一）组织领导和制度建设。（请补充：会议、文件、培训情况）")
	text("（二）“一单两库”动态管理。（请补充：清单调整和名录库维护情况，可附一单两库维护表）")
	text("（三）随机抽取和匹配。（请补充：抽取方式、见证和公开情况）")
	text("（四）部门联合抽查，进一次门、查多项事。（请补充：联合部门和做法）")
	add(word.Part{Heading: "三、检查结果及处置"})
	text("已检查的%d户中，发现问题%d户，问题发现率%s。按检查结果分：", n.checked, n.problems, inspect.Percent(n.problems, n.checked))
	rows = [][]string{{"检查结果", "户数"}}
	for _, code := range inspect.ResultCodes {
		if n.codes[code] > 0 {
			rows = append(rows, []string{code.Label(), fmt.Sprint(n.codes[code])})
		}
	}
	if len(rows) > 1 {
		add(word.Part{Rows: rows})
	}
	text("（请补充：典型问题、责令整改和后续处置情况）")
	add(word.Part{Heading: "四、年度指标"})
	if m.OK {
		text("%d年度第八条、第十一条规定的覆盖比例、联合抽查比例和联合抽查次数均已达到。", year)
	} else {
		text("%d年度指标还有以下各项没有达到：", year)
		for _, miss := range m.Missing {
			text("%s。", miss)
		}
	}
	add(word.Part{Heading: "五、存在问题"})
	text("结果公示逾期%d户，已检查尚未公示%d户。（请补充：其他问题及原因）", n.late, n.unpublished)
	add(word.Part{Heading: "六、下一步打算"})
	text("（请补充）")
	add(word.Part{Text: ""}, word.Part{Text: organ}, word.Part{Text: r.c.today()})
	return d, nil
}
