package store

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
)

// projection says which columns of a noun's table follow from its aggregate.
type projection struct {
	table  string
	cols   []string
	values func(body []byte) ([]any, error)
	insert string
	search bool
}

// project builds a projection from a typed function.
func project[T any](table, cols string, values func(T) []any) *projection {
	p := &projection{table: `"` + table + `"`, cols: strings.Fields(cols)}
	p.values = func(body []byte) ([]any, error) {
		var t T
		if err := json.Unmarshal(body, &t); err != nil {
			return nil, inspect.E(inspect.Damaged, "数据内容的格式不对").Because(err)
		}
		return values(t), nil
	}
	p.search = slices.Contains(p.cols, "search")
	p.insert = `INSERT INTO ` + p.table + ` (id, head, "` + strings.Join(p.cols, `", "`) + `") VALUES (?, ?` +
		strings.Repeat(", ?", len(p.cols)) + `) ON CONFLICT (id) DO UPDATE SET head=excluded.head`
	for _, c := range p.cols {
		p.insert += `, "` + c + `"=excluded."` + c + `"`
	}
	return p
}

func (p *projection) has(col string) bool { return col == "id" || slices.Contains(p.cols, col) }

func (p *projection) where(f Filter) (string, []any, error) {
	conds, args := []string{}, []any{}
	for _, e := range f.Equal {
		if !p.has(e.Column) {
			return "", nil, inspect.E(inspect.Invalid, "不能按“%s”筛选", e.Column).WithField(e.Column)
		}
		conds, args = append(conds, `n."`+e.Column+`"=?`), append(args, e.Value)
	}
	for _, w := range strings.Fields(f.Search) {
		if !p.search {
			return "", nil, inspect.E(inspect.Invalid, "这个列表不支持搜索").WithField("search")
		}
		w = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(strings.ToLower(w))
		conds, args = append(conds, `n.search LIKE ? ESCAPE '\'`), append(args, "%"+w+"%")
	}
	if len(conds) == 0 {
		return "", args, nil
	}
	return ` WHERE ` + strings.Join(conds, ` AND `), args, nil
}

func (p *projection) put(ctx context.Context, tx execer, id, head string, body []byte) error {
	vals, err := p.values(body)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, p.insert, append([]any{id, head}, vals...)...)
	return err
}

func words(parts ...string) string { return strings.ToLower(strings.Join(parts, " ")) }

func yes(b bool) int {
	if b {
		return 1
	}
	return 0
}

// projections is the one list of nouns that the store keeps.
var projections = map[inspect.Noun]*projection{
	inspect.NounPerson: project("person", "name badge role active", func(p inspect.Person) []any {
		return []any{p.Name, p.Badge, string(p.Role), yes(p.Active)}
	}),
	inspect.NounMatter: project("matter", "code name level department effective_to search", func(m inspect.Matter) []any {
		return []any{m.Code, m.Name, string(m.Level), m.Department, m.EffectiveTo, words(m.Code, m.Name, m.Category, strings.Join(m.Trades, " "))}
	}),
	inspect.NounSubject: project("subject", "code name trade department station status search", func(s inspect.Subject) []any {
		return []any{s.Code, s.Name, s.Trade, s.Department, s.Station, s.Status, words(s.Code, s.Name, s.Address, s.Premises, s.LegalRep)}
	}),
	inspect.NounInspector: project("inspector", "badge name department cert_until status search", func(i inspect.Inspector) []any {
		return []any{i.Badge, i.Name, i.Department, i.CertUntil, i.Status, words(i.Badge, i.Name, i.Unit, i.CertNo)}
	}),
	inspect.NounRecusal: project("recusal", "subject inspector", func(r inspect.Recusal) []any { return []any{r.Subject, r.Inspector} }),
	inspect.NounLeave:   project("leave", "inspector from to", func(l inspect.Leave) []any { return []any{l.Inspector, l.From, l.To} }),
	inspect.NounPlan:    project("plan", "no year name", func(p inspect.Plan) []any { return []any{p.No, p.Year, p.Name} }),
	inspect.NounTask: project("task", "no name plan state from", func(t inspect.Task) []any {
		return []any{t.No, t.Name, t.Plan, string(t.State), t.From}
	}),
	inspect.NounDraw: project("draw", "task purpose attempt state", func(d inspect.Drawing) []any {
		return []any{d.Task, d.Purpose, d.Attempt, string(d.State)}
	}),
	inspect.NounTeam: project("team", "task subject ord leader state", func(t inspect.Team) []any {
		return []any{t.Task, t.Subject, t.Order, t.Leader, string(t.State)}
	}),
	inspect.NounApproval: project("approval", "noun ref", func(a inspect.Approval) []any { return []any{a.Noun, a.Ref} }),
	inspect.NounGrant:    project("grant", "task device epoch", func(g inspect.Grant) []any { return []any{g.Task, g.Device, g.Epoch} }),
	inspect.NounDevice:   project("device", "name fingerprint", func(d inspect.Device) []any { return []any{d.Name, d.Fingerprint} }),
	inspect.NounRequest: project("request", "task team inspector state", func(r inspect.Request) []any {
		return []any{r.Task, r.Team, r.Inspector, string(r.State)}
	}),
	inspect.NounVisit: project("visit", "task team subject state", func(v inspect.Visit) []any {
		return []any{v.Task, v.Team, v.Subject, string(v.State)}
	}),
	inspect.NounEvidence: project("evidence", "visit sha256 state", func(e inspect.Evidence) []any {
		return []any{e.Visit, e.SHA256, string(e.State)}
	}),
	inspect.NounPaper: project("paper", "noun ref kind number state", func(p inspect.Paper) []any {
		return []any{p.Noun, p.Ref, p.Kind, p.Number, string(p.State)}
	}),
	inspect.NounResult: project("result", "task subject visit state due_on", func(r inspect.Result) []any {
		return []any{r.Task, r.Subject, r.Visit, string(r.State), r.DueOn}
	}),
	inspect.NounPublication: project("publication", "kind ref", func(p inspect.Publication) []any { return []any{p.Kind, p.Ref} }),
}
