package cli

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func libraryCommands() []command {
	list := []command{}
	for _, k := range []struct {
		kind  service.ImportKind
		about string
	}{
		{service.ImportMatters, "导入抽查事项清单"}, {service.ImportSubjects, "导入检查对象名录库"}, {service.ImportInspectors, "导入执法检查人员名录库"},
		{service.ImportRecusals, "导入回避关系"}, {service.ImportLeaves, "导入请假登记"},
	} {
		list = append(list, command{path: "import " + string(k.kind), args: "文件 [--dry-run] [--problems 问题清单.xlsx] [--header-row 行号] [--map 列=字段|列对应.json]...",
			about: k.about + `（.xlsx、.xls、.csv）；--dry-run 只预览；--map 可写多次，“列=”为不导入，或给出 {"列名": "字段"} 的文件；找不到表头的用 --header-row 指明；同样表头以后照此`, min: 1, max: 1, need: signedIn, setup: importFile(k.kind)})
	}
	for _, k := range []struct {
		kind service.ImportKind
		what string
	}{{service.ImportMatters, "抽查事项清单"}, {service.ImportSubjects, "检查对象名录库"}, {service.ImportInspectors, "执法检查人员名录库"}} {
		list = append(list, command{path: "export " + string(k.kind), args: "--out 文件.xlsx [--shape 样式 --search 文字 --trade 行业 --department 部门]",
			about: "按平台导入的样式导出" + k.what + "；写错样式会列出可用的", must: "out", need: signedIn, setup: exportFile(k.kind)})
	}
	list = append(list, command{path: "import draw", args: "任务 文件 [--dry-run] [--header-row 行号] [--map 列=字段|列对应.json]... [--add 补入名录库的理由 [--trade 行业]] [--leave-out 不列入的理由]", about: "导入平台抽取的名单（表格或 JSON）；--dry-run 只预览；列名与通常写法不同的用 --map、--header-row 指明，同样表头以后照此；本年度不得再查的须有例外登记，或写明理由不列入", min: 2, max: 2, need: signedIn, setup: importDraw})
	list = append(list, command{path: "export draw", args: "任务 --out 文件", about: "把随任务留存的平台名单文件原样另存，并显示摘要", min: 1, max: 1, must: "out", need: signedIn, setup: saveOrigin})
	list = append(list, command{path: "import resume", about: "把已经确认、因磁盘等原因没有全部入库的导入接着入库", max: 0, need: signedIn, setup: carryOn})
	for _, l := range lists {
		list = append(list, command{path: "list " + l.name, args: strings.TrimSpace(l.args + " " + l.options), about: "列出" + l.what, max: l.max, need: signedIn, setup: l.setup})
	}
	return list
}

func importFile(kind service.ImportKind) func(*flag.FlagSet) action {
	return func(f *flag.FlagSet) action {
		dry, problems, row := f.Bool("dry-run", false, ""), f.String("problems", "", ""), f.Int("header-row", 0, "")
		maps := []string{}
		f.Func("map", "", func(m string) error { maps = append(maps, m); return nil })
		return func(c *call) error {
			if len(maps) > 0 || *row != 0 {
				choices, err := readMappings(maps)
				if err != nil {
					return err
				}
				if _, err := c.sv.Library.MapColumns(c.ctx, c.a, kind, c.args[0], service.HeaderRow{Row: *row}, choices); err != nil {
					return err
				}
			}
			read := c.sv.Library.Import
			if *dry {
				read = c.sv.Library.Preview
			}
			rep, err := read(c.ctx, c.a, kind, c.args[0])
			if err != nil {
				return err
			}
			if *problems != "" {
				if err := c.sv.Library.SaveProblems(c.ctx, c.a, kind, c.args[0], *problems); err != nil {
					return err
				}
			}
			if c.json {
				return c.printJSON(rep)
			}
			return c.importReport(rep, *dry, *problems)
		}
	}
}

func carryOn(*flag.FlagSet) action {
	return func(c *call) error {
		held, err := c.sv.Library.Held(c.ctx, c.a)
		if err != nil {
			return err
		}
		if err := c.sv.Library.CarryOn(c.ctx, c.a, func(int64, int64) {}); err != nil {
			return err
		}
		if held.Noun == "" { // opening the workspace stored it, or there was none
			return c.show(held, "没有等待入库的导入")
		}
		return c.show(held, "%s的导入已全部入库", held.Label)
	}
}

// readMappings reads what --map says: 列=字段, or the file of a mapping.
func readMappings(maps []string) ([]service.ColumnChoice, error) {
	choices := []service.ColumnChoice{}
	for _, m := range maps {
		title, field, pair := strings.Cut(m, "=")
		if !pair {
			more, err := readMapping(m)
			if err != nil {
				return nil, err
			}
			choices = append(choices, more...)
			continue
		}
		choices = append(choices, service.ColumnChoice{Title: strings.TrimSpace(title), Field: strings.TrimSpace(field)})
	}
	return choices, nil
}

// readMapping reads {"列名": "字段"}; a file with {} forgets.
func readMapping(path string) ([]service.ColumnChoice, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, inspect.E(inspect.NotFound, "打不开列对应文件：%s", path).WithRef(path).Because(err).WithHint("检查路径是否正确")
	}
	columns := map[string]string{}
	if err := json.Unmarshal(b, &columns); err != nil {
		return nil, inspect.E(inspect.Invalid, "列对应文件不是 JSON 对象：%s", path).WithRef(path).Because(err).WithHint(`写成 {"文件里的列名": "字段名或常用列名", "不要的列": ""}`)
	}
	choices := []service.ColumnChoice{}
	for _, title := range slices.Sorted(maps.Keys(columns)) {
		choices = append(choices, service.ColumnChoice{Title: title, Field: columns[title]})
	}
	return choices, nil
}

func exportFile(kind service.ImportKind) func(*flag.FlagSet) action {
	return func(f *flag.FlagSet) action {
		q := service.Query{}
		out, shape := f.String("out", "", ""), f.String("shape", "", "")
		f.StringVar(&q.Search, "search", "", "")
		f.StringVar(&q.Trade, "trade", "", "")
		f.StringVar(&q.Department, "department", "", "")
		return func(c *call) error {
			done, err := c.sv.Library.Export(c.ctx, c.a, kind, *shape, q, *out)
			if err != nil {
				return err
			}
			return c.show(done, "已导出%d行：%s", done.Rows, done.File)
		}
	}
}

// shownProblems is how many problems of a file are listed on the terminal.
const shownProblems = 20

func (c *call) importReport(rep service.ImportReport, dry bool, saved string) error {
	verb := "已导入"
	if dry {
		verb = "预览（没有保存）"
	}
	if rep.Header == 0 {
		return c.noHeader(rep)
	}
	where := ""
	if rep.Sheet != "" {
		where = "工作表“" + rep.Sheet + "”，"
	}
	if err := c.line("%s：%s，%s表头第%d行\n%s", rep.File, verb, where, rep.Header, summary(rep)); err != nil {
		return err
	}
	if len(rep.Missing) > 0 {
		if err := c.line("缺少必需的列：%s；用 --map 列=字段 为它们指明对应的列", strings.Join(rep.Missing, "、")); err != nil {
			return err
		}
	}
	lines := []string{}
	for _, p := range rep.Problems {
		lines = append(lines, problemLine(p))
	}
	if n := len(lines) - shownProblems; n > 0 {
		lines = append(lines[:shownProblems], fmt.Sprintf("……另有%d处，用 --problems 另存为 Excel", n))
	}
	if err := c.lines("有问题、没有导入的行：", lines); err != nil {
		return err
	}
	lines = lines[:0]
	for _, p := range rep.Warnings[:min(shownProblems, len(rep.Warnings))] {
		lines = append(lines, problemLine(p))
	}
	if err := c.lines("提醒：", lines); err != nil || saved == "" {
		return err
	}
	return c.line("问题清单已写入：%s", saved)
}

// noHeader shows the first rows of a file whose head was not found.
func (c *call) noHeader(rep service.ImportReport) error {
	if err := c.line("%s：找不到表头。用 --header-row 行号 指明列名在哪一行，用 --map 列=字段 指明各列的对应；可用的字段：", rep.File); err != nil {
		return err
	}
	labels := []string{}
	for _, f := range rep.Fields {
		labels = append(labels, f.Label)
	}
	if err := c.line("%s", strings.Join(labels, "、")); err != nil {
		return err
	}
	lines := []string{}
	for _, r := range rep.Top {
		lines = append(lines, fmt.Sprintf("%s第%d行 %s", r.Sheet, r.Row, strings.Join(r.Cells, " | ")))
	}
	return c.lines("文件的前几行：", lines)
}

func summary(rep service.ImportReport) string {
	return fmt.Sprintf("可导入%d行：新增%d，更新%d，未变%d；有问题%d行，不导入", rep.Good, rep.Added, rep.Changed, rep.Same, rep.Bad)
}

func problemLine(p service.RowProblem) string {
	return fmt.Sprintf("第%d行 %s“%s”：%s", p.Row, p.Column, p.Value, p.Reason)
}

// pageSize is how many rows a list shows at once.
const pageSize = 50

// lists are the nouns of `list`.
var lists = []struct {
	name, args, options, what string
	max                       int
	setup                     func(*flag.FlagSet) action
}{
	{"matters", "", pageOptions, "抽查事项", 0, paged(listMatters)},
	{"subjects", "", pageOptions + " [--station 派出所 --status 状态 --risk 等级 --key yes|no --expiring expired|天数 --fault 问题 --merged]", "检查对象", 0, registered(listSubjects)},
	{"inspectors", "", pageOptions + " [--status 状态 --expiring expired|天数 --fault 问题]", "执法检查人员", 0, registered(listInspectors)},
	{"plans", "", pageOptions, "年度计划", 0, paged(listPlans)},
	{"tasks", "", pageOptions, "抽查任务", 0, paged(listTasks)},
	{"teams", "任务", "", "一个任务的检查组", 1, plain(listTeams)},
	{"results", "[任务]", "", "检查结果", 1, plain(listResults)},
	{"packages", "", "", "收发的数据包", 0, plain(listPackages)},
	{"devices", "", "", "登记的设备", 0, plain(listDevices)},
	{"documents", "", "", "文书", 0, plain(listDocuments)},
}

const pageOptions = "[--search 文字 --trade 行业 --department 部门 --page 页]"

// registered declares the options of a register's list.
func registered(list func(*call, service.Query) error) func(*flag.FlagSet) action {
	return func(f *flag.FlagSet) action {
		more := service.Query{}
		f.StringVar(&more.Station, "station", "", "")
		f.StringVar(&more.Status, "status", "", "")
		f.StringVar(&more.Risk, "risk", "", "")
		f.StringVar(&more.Key, "key", "", "")
		f.StringVar(&more.Expiring, "expiring", "", "")
		f.StringVar((*string)(&more.Fault), "fault", "", "")
		f.BoolVar(&more.Merged, "merged", false, "")
		return paged(func(c *call, q service.Query) error {
			more.Search, more.Trade, more.Department, more.Page, more.Size = q.Search, q.Trade, q.Department, q.Page, q.Size
			return list(c, more)
		})(f)
	}
}

// paged declares the options of a paged list.
func paged(list func(*call, service.Query) error) func(*flag.FlagSet) action {
	return func(f *flag.FlagSet) action {
		q := service.Query{Size: pageSize}
		f.StringVar(&q.Search, "search", "", "")
		f.StringVar(&q.Trade, "trade", "", "")
		f.StringVar(&q.Department, "department", "", "")
		f.IntVar(&q.Page, "page", 1, "")
		return func(c *call) error { return list(c, q) }
	}
}

// more says that a list goes on.
func (c *call) more(total, shown int, q service.Query) error {
	if c.json || total <= shown {
		return nil
	}
	return c.line("共%d条，这是第%d页；用 --page 翻页，--search 查找", total, q.Page)
}

func listMatters(c *call, q service.Query) error {
	p, err := c.sv.Library.Matters(c.ctx, c.a, q)
	if err != nil {
		return err
	}
	rows := [][]string{}
	for _, m := range p.Rows {
		rows = append(rows, []string{m.Code, m.Name, m.Level.Label(), m.Department, strings.Join(m.Trades, "，"), strconv.Itoa(len(m.Checklist))})
	}
	if err := c.table(p, []string{"编码", "抽查事项", "类别", "责任部门", "检查对象", "要点"}, rows); err != nil {
		return err
	}
	return c.more(p.Total, len(rows), q)
}

func listSubjects(c *call, q service.Query) error {
	p, err := c.sv.Library.Subjects(c.ctx, c.a, q)
	if err != nil {
		return err
	}
	rows := [][]string{}
	for _, s := range p.Rows {
		rows = append(rows, []string{s.Code, s.Name, s.Trade, s.Status, s.Premises})
	}
	if err := c.table(p, []string{"代码", "名称", "行业", "状态", "地址"}, rows); err != nil {
		return err
	}
	return c.more(p.Total, len(rows), q)
}

func listInspectors(c *call, q service.Query) error {
	p, err := c.sv.Library.Inspectors(c.ctx, c.a, q)
	if err != nil {
		return err
	}
	rows := [][]string{}
	for _, i := range p.Rows {
		rows = append(rows, []string{i.Badge, i.Name, i.Department, i.CertUntil, i.Status, strings.Join(i.Scope, "，")})
	}
	if err := c.table(p, []string{"警号", "姓名", "部门", "证件有效期", "状态", "执法事项范围"}, rows); err != nil {
		return err
	}
	return c.more(p.Total, len(rows), q)
}

func listPackages(c *call) error {
	all, err := c.sv.Dispatch.Packages(c.ctx, c.a)
	if err != nil {
		return err
	}
	rows := [][]string{}
	for _, p := range all {
		way := map[string]string{"in": "收", "out": "发"}[p.Direction]
		rows = append(rows, []string{inspect.Minute(p.At), way, p.Kind, strconv.FormatInt(p.Sequence, 10), p.Name, p.Tagmanifest[:16]})
	}
	return c.table(all, []string{"时间", "收发", "种类", "序号", "文件", "摘要"}, rows)
}

func listDevices(c *call) error {
	all, err := c.sv.Workspace.Devices(c.ctx, c.a)
	if err != nil {
		return err
	}
	rows := [][]string{}
	for _, d := range all {
		rows = append(rows, []string{d.Name, d.Role, inspect.Minute(d.IssuedAt), d.Fingerprint[:16]})
	}
	return c.table(all, []string{"设备", "身份", "签发时间", "指纹"}, rows)
}
