package service

import (
	"context"
	"strconv"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/sheet"
	"shuangsuiji/backend/store"
)

// FaultCount is how many rows of a register have one fault.
type FaultCount struct {
	Fault inspect.Fault `json:"fault"`
	Label string        `json:"label"`
	Noun  inspect.Noun  `json:"noun"`
	Count int           `json:"count"`
}

// RegisterCheck is the look-over of both registers (库况检查, art. 9).
type RegisterCheck struct {
	Today  string       `json:"today"`
	Soon   int          `json:"soon"` // days
	Counts []FaultCount `json:"counts"`
}

var registerFaults = []struct {
	noun inspect.Noun
	list []inspect.Fault
}{{inspect.NounSubject, inspect.SubjectFaults}, {inspect.NounInspector, inspect.InspectorFaults}}

// Check counts the rows of both registers that need somebody's attention; what
// ends within soon days (0 = 30) ends soon. A list's query with the fault gives
// the rows.
func (l *Library) Check(ctx context.Context, a inspect.Actor, soon int) (RegisterCheck, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return RegisterCheck{}, err
	}
	if soon <= 0 {
		soon = soonDays
	}
	rep := RegisterCheck{Today: l.c.today(), Soon: soon, Counts: []FaultCount{}}
	for _, reg := range registerFaults {
		counts, err := store.CountFaults(ctx, l.c.db, reg.noun, reg.list, faultsAt(rep.Today, soon))
		if err != nil {
			return rep, err
		}
		for i, f := range reg.list {
			rep.Counts = append(rep.Counts, FaultCount{f, f.Label(), reg.noun, counts[i]})
		}
	}
	return rep, nil
}

// checkPage is how many rows the export reads at once.
const checkPage = 2000

// SaveCheck writes the look-over as Excel: the counts, and a sheet a register
// with a line per row and fault.
func (l *Library) SaveCheck(ctx context.Context, a inspect.Actor, soon int, out string) error {
	if err := a.May(inspect.ActLibrary); err != nil {
		return err
	}
	rep, err := l.Check(ctx, a, soon)
	if err != nil {
		return err
	}
	sum := [][]sheet.Cell{heading("名录库", "问题", "数量")}
	subjects := [][]sheet.Cell{heading("问题", "代码", "名称", "行业类别", "监管警种", "所属派出所", "登记状态", "实际经营地址", "许可证有效期", "上次检查日期", "代码说明")}
	people := [][]sheet.Cell{heading("问题", "警号（工号）", "姓名", "所在业务部门", "所属单位", "执法证号", "执法证有效期", "执法事项范围", "人员状态")}
	for _, c := range rep.Counts {
		row := textRow(c.Noun.Label(), c.Label)
		sum = append(sum, append(row, sheet.Cell{Text: strconv.Itoa(c.Count)}))
		q := Query{Fault: c.Fault, Soon: soon, Order: "code", Size: checkPage}
		if c.Noun == inspect.NounInspector {
			q.Order = "badge"
		}
		for q.Page = 1; (q.Page-1)*checkPage < c.Count; q.Page++ {
			if c.Noun == inspect.NounInspector {
				p, err := l.Inspectors(ctx, a, q)
				if err != nil {
					return err
				}
				for _, i := range p.Rows {
					people = append(people, textRow(c.Label, i.Badge, i.Name, i.Department, i.Unit, i.CertNo, i.CertUntil, strings.Join(i.Scope, "，"), i.Status))
				}
				continue
			}
			p, err := l.Subjects(ctx, a, q)
			if err != nil {
				return err
			}
			for _, s := range p.Rows {
				subjects = append(subjects, textRow(c.Label, s.Code, s.Name, s.Trade, s.Department, s.Station, s.Status, s.Premises, s.LicenceTo, s.LastChecked, s.CodeNote))
			}
		}
	}
	return l.c.write(ctx, a, inspect.ActLibrary, func(tx *store.Tx) error {
		if err := sheet.WriteXLSX(out,
			sheet.Grid{Sheet: "库况", HeaderRow: 1, Rows: sum, Widths: []float64{20, 30, 10}},
			sheet.Grid{Sheet: "检查对象", HeaderRow: 1, Rows: subjects, Widths: []float64{24, 24, 34, 16, 14, 16, 12, 36, 14, 14, 40}},
			sheet.Grid{Sheet: "执法检查人员", HeaderRow: 1, Rows: people, Widths: []float64{24, 14, 12, 18, 18, 18, 14, 30, 12}}); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Event{Action: "library.check", Article: "第九条"}, "", "", "")
	})
}

func heading(titles ...string) []sheet.Cell {
	row := textRow(titles...)
	for i := range row {
		row[i].Bold = true
	}
	return row
}
