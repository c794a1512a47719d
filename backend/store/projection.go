package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
)

// projection says which columns of a noun's table follow from its aggregate.
type projection struct {
	table  string
	cols   []string
	values func(body []byte, aggregate any) ([]any, error) // aggregate nil = read it from body
	find   string                                          // row by id
	insert string
	add    string // an insert of a new row under a number given to it
	search int    // place of the search column in cols, -1 = there is none
}

// project builds a projection from a typed function.
func project[T any](table, cols string, values func(T) []any) *projection {
	p := &projection{table: `"` + table + `"`, cols: strings.Fields(cols)}
	p.values = func(body []byte, aggregate any) ([]any, error) {
		// What JSON had to mend differs from what was given.
		if t, ok := aggregate.(T); ok && !bytes.Contains(body, []byte(`\ufffd`)) {
			return values(t), nil
		}
		var t T
		if err := json.Unmarshal(body, &t); err != nil {
			return nil, inspect.E(inspect.Damaged, "数据内容的格式不对").Because(err)
		}
		return values(t), nil
	}
	p.search = slices.Index(p.cols, "search")
	search := `''`
	if p.search >= 0 {
		search = `search`
	}
	p.find = `SELECT rowid, head, ` + search + ` FROM ` + p.table + ` WHERE id=?`
	p.insert = `INSERT INTO ` + p.table + ` (id, head, "` + strings.Join(p.cols, `", "`) + `") VALUES (?, ?` +
		strings.Repeat(", ?", len(p.cols)) + `) ON CONFLICT (id) DO UPDATE SET head=excluded.head`
	p.add = `INSERT INTO ` + p.table + ` (rowid, id, head, "` + strings.Join(p.cols, `", "`) + `") VALUES (?, ?, ?` + strings.Repeat(", ?", len(p.cols)) + `)`
	for _, c := range p.cols {
		p.insert += `, "` + c + `"=excluded."` + c + `"`
	}
	return p
}

// row is what the columns say of a version; "updated", always the last of them,
// is when it was made.
func (p *projection) row(v Version, aggregate any) ([]any, error) {
	vals, err := p.values(v.Body, aggregate)
	if p.cols[len(p.cols)-1] == "updated" {
		vals = append(vals, v.At)
	}
	return vals, err
}

func (p *projection) has(col string) bool { return col == "id" || slices.Contains(p.cols, col) }

// project moves the projection of an aggregate, and the search index with it,
// to a version. was is the present row; aggregate may be nil.
func (tx *Tx) project(ctx context.Context, v Version, was row, head string, aggregate any) error {
	p := projections[v.Noun]
	vals, err := p.row(v, aggregate)
	if err != nil {
		return err
	}
	stmt, err := tx.prepared(ctx, p.insert)
	if err != nil {
		return err
	}
	done, err := stmt.ExecContext(ctx, append([]any{v.ID, head}, vals...)...)
	if err != nil || p.search < 0 {
		return err
	}
	if was.num == 0 {
		if was.num, err = done.LastInsertId(); err != nil {
			return err
		}
	}
	return tx.reindex(ctx, v.Noun, was.num, was.search, vals[p.search].(string))
}

// row is what a projection says now; num 0 = there is none.
type row struct {
	num          int64
	head, search string
}

func (tx *Tx) find(ctx context.Context, noun inspect.Noun, id string) (row, error) {
	st, err := tx.prepared(ctx, projections[noun].find)
	if err != nil {
		return row{}, err
	}
	return scanRow(st.QueryRowContext(ctx, id))
}

func scanRow(from *sql.Row) (row, error) {
	r := row{}
	err := from.Scan(&r.num, &r.head, &r.search)
	if errors.Is(err, sql.ErrNoRows) {
		return row{}, nil
	}
	return r, err
}

// words is a search text: what may be found, in lower case, the parts apart.
// SQL ends a text at NUL, so that counts as a blank. A part that stands in its
// neighbour (an address in the place of business) adds nothing.
func words(parts ...string) string {
	parts = slices.Clone(parts)
	for i := 1; i < len(parts); i++ {
		if strings.Contains(parts[i-1], parts[i]) {
			parts[i] = parts[i-1]
			parts[i-1] = ""
		} else if strings.Contains(parts[i], parts[i-1]) {
			parts[i-1] = ""
		}
	}
	text := strings.ToValidUTF8(strings.Join(parts, " "), "\uFFFD")
	return strings.ToLower(strings.ReplaceAll(text, "\x00", " "))
}

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
		return []any{m.Code, m.Name, string(m.Level), m.Department, m.EffectiveTo, words(m.Code, m.Name, m.Category, strings.Join(m.Trades, " "), initials(m.Name))}
	}),
	inspect.NounSubject: project("subject", "code name trade department station status search risk key licence_to last_checked odd live twin merged updated", func(s inspect.Subject) []any {
		text := ""
		if s.MergedInto == "" { // a duplicate that was merged is not found by searching
			text = words(s.Code, s.Name, s.Address, s.Premises, s.LegalRep, initials(s.Name))
		}
		return []any{s.Code, s.Name, s.Trade, s.Department, s.Station, s.Status, text,
			s.Risk, yes(s.Key), s.LicenceTo, s.LastChecked, yes(s.CodeNote != ""), yes(s.Drawable() == ""), twin(s), s.MergedInto}
	}),
	inspect.NounInspector: project("inspector", "badge name department cert_until status search cert_no scopes odd live updated", func(i inspect.Inspector) []any {
		return []any{i.Badge, i.Name, i.Department, i.CertUntil, i.Status, words(i.Badge, i.Name, i.Unit, i.CertNo, initials(i.Name)),
			i.CertNo, len(i.Scope), yes(i.IDNote != ""), yes(i.Serving())}
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
	inspect.NounRequest: project("request", "task team inspector state", func(r inspect.ReplaceRequest) []any {
		return []any{r.Task, r.Team, r.Inspector, string(r.State)}
	}),
	inspect.NounException: project("exception", "task subject state", func(x inspect.Exception) []any {
		return []any{x.Task, x.Subject, string(x.State)}
	}),
	inspect.NounVisit: project("visit", "task team subject state started", func(v inspect.Visit) []any {
		return []any{v.Task, v.Team, v.Subject, string(v.State), v.StartedAt}
	}),
	inspect.NounEvidence: project("evidence", "visit sha256 state", func(e inspect.Evidence) []any {
		return []any{e.Visit, e.SHA256, string(e.State)}
	}),
	inspect.NounPaper: project("paper", "noun ref kind number state series serial", func(p inspect.Paper) []any {
		return []any{p.Noun, p.Ref, p.Kind, p.Number, string(p.State), p.Series, p.Serial}
	}),
	inspect.NounTemplate: project("template", "kind version state", func(t inspect.TemplateVersion) []any {
		return []any{string(t.Kind), t.Version, string(t.State)}
	}),
	inspect.NounResult: project("result", "task subject visit state due_on", func(r inspect.Result) []any {
		return []any{r.Task, r.Subject, r.Visit, string(r.State), r.DueOn}
	}),
	inspect.NounSuggestion: project("suggestion", "visit subject state updated", func(s inspect.Suggestion) []any {
		return []any{s.Visit, s.Subject, string(s.State)}
	}),
	inspect.NounYearClose: project("yearclose", "year", func(y inspect.YearClose) []any { return []any{y.Year} }),
	inspect.NounCap: project("cap", "department trade class", func(c inspect.Cap) []any {
		return []any{c.Department, c.Trade, string(c.Class)}
	}),
	inspect.NounFiling:  project("filing", "task state", func(f inspect.Filing) []any { return []any{f.Task, string(f.State)} }),
	inspect.NounReceipt: project("receipt", "task device", func(r inspect.Receipt) []any { return []any{r.Task, r.Device} }),
	inspect.NounScan:    project("scan", "name done updated", func(b inspect.ScanBatch) []any { return []any{b.Name, yes(b.Done)} }),
	inspect.NounPhrase:  project("phrase", "kind owner gone", func(p inspect.Phrase) []any { return []any{string(p.Kind), p.Owner, yes(p.Gone)} }),
	inspect.NounLease: project("lease", "device task year state", func(l inspect.NumberLease) []any {
		return []any{l.Device, l.Task, l.Year, string(l.State)}
	}),
	inspect.NounDrawnRule:   project("drawnrule", "kind", func(r inspect.DrawnRule) []any { return []any{string(r.Kind)} }),
	inspect.NounPublication: project("publication", "kind ref", func(p inspect.Publication) []any { return []any{p.Kind, p.Ref} }),
}
