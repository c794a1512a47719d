package service

import (
	"context"
	"fmt"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/sheet"
	"shuangsuiji/backend/store"
)

// CloseInput closes a year; reason and approval are for one that misses a
// minimum, the approval on paper or by word of mouth.
type CloseInput struct {
	Year     int           `json:"year"`
	Reason   string        `json:"reason"`
	Approval ApprovalInput `json:"approval"`
}

// CloseYear 年终结账 freezes the meters of a year. It is refused while a minimum
// of art. 8 or 11 is missed, unless the 主要负责人 consented, with the reason.
func (p *Plan) CloseYear(ctx context.Context, a inspect.Actor, in CloseInput) (inspect.YearClose, error) {
	var y inspect.YearClose
	if err := a.May(inspect.ActPlan); err != nil {
		return y, err
	}
	consented := strings.TrimSpace(in.Reason) != "" && in.Approval.Approver != ""
	var ap entered
	if consented {
		in.Approval.Noun = string(inspect.NounYearClose)
		var err error
		if ap, _, err = (&Approval{p.c}).entered(ctx, a, in.Approval); err != nil {
			return y, err
		}
	}
	err := p.c.write(ctx, a, inspect.ActPlan, func(tx *store.Tx) error {
		before, _, err := store.List[inspect.YearClose](ctx, tx, inspect.NounYearClose, store.Where("year", in.Year))
		if err != nil {
			return err
		}
		if len(before) > 0 {
			return inspect.E(inspect.Refused, "%d年度已于%s结账", in.Year, inspect.LegalDate(before[0].At)).WithField("year").WithArticle("第八条").WithHint("结账后的指标不再改动")
		}
		m, err := p.meters(ctx, tx, in.Year)
		if err != nil {
			return err
		}
		if err := m.MayClose(p.c.today(), consented); err != nil {
			return err
		}
		y = inspect.YearClose{ID: store.NewID(), Year: in.Year, Meters: m, At: tx.At(), By: a.Name}
		if !m.OK {
			ap.Ref, ap.Applicant, ap.EnteredFor = y.ID, a.Person, fmt.Sprintf("%d年度指标未达到仍予结账：%s", in.Year, in.Reason)
			if err := p.c.consent(ctx, tx, &ap, "第八条"); err != nil {
				return err
			}
			y.Reason, y.Approval, y.Approver, y.Post = strings.TrimSpace(in.Reason), ap.ID, ap.Approver, ap.Post
		}
		_, err = tx.Put(ctx, inspect.NounYearClose, y.ID, y, store.Event{Action: "year.close", Article: "第八条", Reason: y.Reason, Approval: y.Approval})
		return err
	})
	return y, err
}

// consent checks and stores an approval that the actor asked for and enters.
func (c *core) consent(ctx context.Context, tx *store.Tx, ap *entered, article string) error {
	if err := ap.dueFrom(tx.Now()); err != nil {
		return err
	}
	ap.Approver = strings.TrimSpace(ap.Approver)
	if err := ap.Validate(tx.Actor().Name); err != nil {
		return err
	}
	_, err := tx.Put(ctx, inspect.NounApproval, ap.ID, ap.Approval, store.Event{Action: "approval." + string(ap.Kind), Article: article, Reason: ap.EnteredFor})
	return err
}

// YearClosed is the closing of a year; its ID is "" when it is not closed.
func (p *Plan) YearClosed(ctx context.Context, a inspect.Actor, year int) (inspect.YearClose, error) {
	none := inspect.YearClose{Meters: inspect.Meters{Departments: []inspect.DepartmentMeter{}, Missing: []string{}}}
	if err := a.May(inspect.ActRead); err != nil {
		return none, err
	}
	rows, _, err := store.List[inspect.YearClose](ctx, p.c.db, inspect.NounYearClose, store.Where("year", year))
	if err != nil || len(rows) == 0 {
		return none, err
	}
	return rows[0], nil
}

// SaveMeters writes the meters of a year as a workbook: now and, once the year
// is closed, as they stood then.
func (p *Plan) SaveMeters(ctx context.Context, a inspect.Actor, year int, out string) error {
	m, err := p.Meters(ctx, a, year)
	if err != nil {
		return err
	}
	y, err := p.YearClosed(ctx, a, year)
	if err != nil {
		return err
	}
	grids := []sheet.Grid{meterGrid("年度指标", fmt.Sprintf("%d年度指标（截至%s）", year, p.c.today()), m)}
	if y.ID != "" {
		title := fmt.Sprintf("%d年度指标（%s结账时）", year, inspect.LegalDate(y.At))
		if y.Reason != "" {
			title += "，未达到仍予结账：" + y.Reason + "，批准：" + y.Approver + "（" + y.Post + "）"
		}
		grids = append(grids, meterGrid("年终结账", title, y.Meters))
	}
	return sheet.WriteXLSX(out, grids...)
}

func atLock(d inspect.DepartmentMeter) string {
	if d.LockedOn == "" {
		return ""
	}
	return fmt.Sprint(d.AtLock)
}

func meterGrid(name, title string, m inspect.Meters) sheet.Grid {
	head := textRow("警种部门", "有效检查对象", "失效对象", "已公示（已覆盖）", "覆盖比例", "应达", "还差", "已查未公示", "发起联合", "参与联合", "覆盖达到", "联合达到", "最近锁定时有效对象", "锁定日期", "任务编号")
	for i := range head {
		head[i].Bold = true
	}
	yes := map[bool]string{true: "是", false: "否"}
	g := sheet.Grid{Sheet: name, HeaderRow: 2, Widths: []float64{24, 14, 10, 16, 10, 8, 8, 12, 10, 10, 10, 10, 18, 12, 24},
		Rows: [][]sheet.Cell{{{Text: title, Bold: true}}, head}, Merges: [][4]int{{1, 1, 1, len(head)}}}
	for _, d := range m.Departments {
		g.Rows = append(g.Rows, textRow(d.Department, fmt.Sprint(d.Subjects), fmt.Sprint(d.Invalid), fmt.Sprint(d.Covered), inspect.Percent(d.Covered, d.Subjects), fmt.Sprint(d.Target),
			fmt.Sprint(d.Miss), fmt.Sprint(d.Waiting), fmt.Sprint(d.Initiated), fmt.Sprint(d.Joined), yes[d.CoverageOK], yes[d.JointOK], atLock(d), d.LockedOn, d.LockedNo))
	}
	lines := []string{fmt.Sprintf("抽查%d次，其中联合%d次（%s）；未锁定%d个任务、非随机检查%d个不计。", m.Tasks, m.Joint, inspect.Percent(m.Joint, m.Tasks), m.Unlocked, m.NonRandom)}
	for _, line := range append(lines, m.Missing...) {
		g.Rows = append(g.Rows, textRow(line))
		g.Merges = append(g.Merges, [4]int{len(g.Rows), 1, len(g.Rows), len(head)})
	}
	return g
}
