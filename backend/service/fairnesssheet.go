package service

import (
	"context"
	"crypto/rand"
	"fmt"
	"slices"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/sheet"
)

// SaveFairness writes the figures of a period as a workbook without personal
// data: people and firms have numbers that are made anew for every file and
// kept nowhere; reasons, which people write freely, stay out.
func (d *Draw) SaveFairness(ctx context.Context, a inspect.Actor, from, to, out string) error {
	f, err := d.Fairness(ctx, a, from, to)
	if err != nil {
		return err
	}
	ids, firms := []string{}, []string{}
	for _, x := range f.Inspectors {
		ids = append(ids, x.Inspector)
	}
	for _, m := range f.Meetings {
		if !slices.Contains(firms, m.Subject) {
			firms = append(firms, m.Subject)
		}
	}
	person, firm := numbered("人员", ids), numbered("对象", firms)
	grids := []sheet.Grid{
		listGrid("检验", []string{"项目", "内容"}, [][]string{{"期间", from + " 至 " + to}, {"计入的本机人员抽取", fmt.Sprint(f.Draws)}, {"席位交叉未计入", fmt.Sprint(f.Crossed)},
			{"平台匹配或指定的检查组", fmt.Sprint(f.Elsewhere)}, {"卡方", fmt.Sprintf("%.2f", f.Statistic)}, {"自由度", fmt.Sprint(f.Freedom)}, {"p", fmt.Sprintf("%.4f", f.P)},
			{"判断", f.Level.Label()}, {"说明", f.Verdict}, {"局限", f.Limits}}),
	}
	rows := [][]string{}
	for _, x := range f.Inspectors {
		rows = append(rows, []string{person[x.Inspector], x.Department, fmt.Sprint(x.Drawn), fmt.Sprintf("%.2f", x.Expected), fmt.Sprint(x.Visits), fmt.Sprint(x.Subjects)})
	}
	grids = append(grids, listGrid("人员", []string{"人员", "部门", "抽中次数", "应得次数", "参加检查组", "不同对象"}, byFirst(rows)))
	rows = [][]string{}
	for _, x := range f.Pairs {
		rows = append(rows, []string{person[x.A], person[x.B], fmt.Sprint(x.Times)})
	}
	grids = append(grids, listGrid("搭档", []string{"人员", "人员", "同组次数"}, rows))
	rows = [][]string{}
	for _, x := range f.Meetings {
		rows = append(rows, []string{person[x.Inspector], firm[x.Subject], fmt.Sprint(x.Times)})
	}
	grids = append(grids, listGrid("重复相遇", []string{"人员", "检查对象", "次数"}, rows))
	rows = [][]string{}
	for _, x := range f.Coverage {
		rows = append(rows, []string{x.Trade, fmt.Sprint(x.Subjects), fmt.Sprint(x.Drawn), inspect.Percent(x.Drawn, x.Subjects), fmt.Sprint(x.Published), inspect.Percent(x.Published, x.Subjects)})
	}
	grids = append(grids, listGrid("覆盖", []string{"行业", "有效对象", "抽中", "抽中比例", "已公示", "公示比例"}, rows))
	rows = [][]string{}
	for _, x := range f.Attempts {
		rows = append(rows, []string{x.No, fmt.Sprint(x.Subjects), fmt.Sprint(x.Inspectors), fmt.Sprint(x.Replacements), fmt.Sprint(len(x.Abandoned))})
	}
	grids = append(grids, listGrid("抽取次数", []string{"任务编号", "抽取对象", "匹配人员", "更换", "其中作废"}, rows))
	return sheet.WriteXLSX(out, grids...)
}

// numbered gives ids numbers in a fresh random order.
func numbered(word string, ids []string) map[string]string {
	keys := map[string]string{}
	for _, id := range ids {
		keys[id] = rand.Text()
	}
	order := slices.Clone(ids)
	slices.SortFunc(order, func(a, b string) int {
		if keys[a] < keys[b] {
			return -1
		}
		return 1
	})
	for i, id := range order {
		keys[id] = fmt.Sprintf("%s%03d", word, i+1)
	}
	return keys
}

func byFirst(rows [][]string) [][]string {
	slices.SortFunc(rows, slices.Compare)
	return rows
}

// listGrid is a sheet with a head and text rows; its columns are as wide as
// their content, within reason.
func listGrid(name string, head []string, rows [][]string) sheet.Grid {
	g := sheet.Grid{Sheet: name, HeaderRow: 1}
	top := textRow(head...)
	for i := range top {
		top[i].Bold = true
		wide := 2 * len([]rune(head[i]))
		for _, r := range rows {
			wide = max(wide, 2*len([]rune(r[i])))
		}
		g.Widths = append(g.Widths, float64(min(wide, 56)+2))
	}
	g.Rows = append(g.Rows, top)
	for _, r := range rows {
		g.Rows = append(g.Rows, textRow(r...))
	}
	return g
}
