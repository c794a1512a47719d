package store

import (
	"context"
	"hash/fnv"
	"strings"
	"unicode"

	"shuangsuiji/backend/inspect"
)

// Within is a range of a text column, both ends included.
type Within struct{ Column, From, To string }

// Faults says what the look-over of the registers (库况检查) measures by, as
// dates 2006-01-02. Only narrows a list to the rows with one fault.
type Faults struct {
	Only    inspect.Fault
	Today   string
	Soon    string // what ends by then ends soon
	YearAgo string
}

// faults are the conditions on a row n; each ? is a date of Faults, named in
// the order of args. What a row is compared with is worked out once, never for
// each row.
var faults = map[inspect.Fault]struct {
	noun inspect.Noun
	cond string
	args string
}{
	inspect.FaultSameCode:    {inspect.NounSubject, `n.live=1 AND n.code IN (SELECT code FROM subject WHERE code<>'' AND merged='' GROUP BY code HAVING count(*)>1)`, ""},
	inspect.FaultSamePlace:   {inspect.NounSubject, `n.live=1 AND n.twin IN (SELECT twin FROM subject WHERE twin<>0 AND merged='' GROUP BY twin HAVING count(*)>1)`, ""},
	inspect.FaultCode:        {inspect.NounSubject, `n.live=1 AND n.odd=1`, ""},
	inspect.FaultLicence:     {inspect.NounSubject, `n.live=1 AND n.licence_to<>'' AND n.licence_to<?`, "today"},
	inspect.FaultLicenceSoon: {inspect.NounSubject, `n.live=1 AND n.licence_to BETWEEN ? AND ?`, "today soon"},
	inspect.FaultUnchecked: {inspect.NounSubject, `n.live=1 AND n.last_checked='' AND n.id NOT IN (SELECT subject FROM result
		UNION SELECT o.merged FROM subject o JOIN result r ON r.subject=o.id WHERE o.merged<>'')`, ""},
	inspect.FaultStale:    {inspect.NounSubject, `n.live=1 AND n.updated<?`, "yearago"},
	inspect.FaultCert:     {inspect.NounInspector, `n.live=1 AND n.cert_until<>'' AND n.cert_until<?`, "today"},
	inspect.FaultCertSoon: {inspect.NounInspector, `n.live=1 AND n.cert_until BETWEEN ? AND ?`, "today soon"},
	inspect.FaultNoCert:   {inspect.NounInspector, `n.live=1 AND n.cert_no=''`, ""},
	inspect.FaultNoScope:  {inspect.NounInspector, `n.live=1 AND n.scopes=0`, ""},
	inspect.FaultIDNumber: {inspect.NounInspector, `n.live=1 AND n.odd=1`, ""},
}

func (f Faults) condition(noun inspect.Noun, fault inspect.Fault) (string, []any, error) {
	c, ok := faults[fault]
	if !ok || c.noun != noun {
		return "", nil, inspect.E(inspect.Invalid, "%s没有“%s”这项检查", noun.Label(), fault).WithField("fault")
	}
	args := []any{}
	for _, name := range strings.Fields(c.args) {
		args = append(args, map[string]string{"today": f.Today, "soon": f.Soon, "yearago": f.YearAgo}[name])
	}
	return c.cond, args, nil
}

// CountFaults counts the rows with each of some faults of one noun, in one
// pass over its table.
func CountFaults(ctx context.Context, r Reader, noun inspect.Noun, list []inspect.Fault, f Faults) ([]int, error) {
	sums, args := []string{}, []any{}
	for _, fault := range list {
		cond, more, err := f.condition(noun, fault)
		if err != nil {
			return nil, err
		}
		sums, args = append(sums, `count(*) FILTER (WHERE `+cond+`)`), append(args, more...)
	}
	counts, ptr := make([]int, len(list)), make([]any, len(list))
	for i := range counts {
		ptr[i] = &counts[i]
	}
	q, done := view(r, noun)
	defer done()
	err := q.QueryRowContext(ctx, `SELECT `+strings.Join(sums, ", ")+` FROM `+projections[noun].table+` n`, args...).Scan(ptr...)
	return counts, explain(err, r.ref())
}

// IDs lists the ids that match, in their own order.
func IDs(ctx context.Context, r Reader, noun inspect.Noun, f Filter) ([]string, error) {
	if err := whole(r, noun); err != nil {
		return nil, err
	}
	q, done := view(r, noun)
	defer done()
	m, err := match(ctx, q, r, noun, f)
	if err != nil {
		return nil, err
	}
	rows, err := q.QueryContext(ctx, `SELECT n.id FROM `+projections[noun].table+` n`+m.where+` ORDER BY n.id`, m.args...)
	if err != nil {
		return nil, explain(err, r.ref())
	}
	defer rows.Close()
	ids := []string{}
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, explain(err, r.ref())
		}
		ids = append(ids, id)
	}
	return ids, explain(rows.Err(), r.ref())
}

// Distinct lists the combinations of values that some columns hold, empty ones
// too, in order. It is for columns of few values.
func Distinct(ctx context.Context, r Reader, noun inspect.Noun, cols ...string) ([][]string, error) {
	p := projections[noun]
	for _, c := range cols {
		if !p.has(c) {
			return nil, inspect.E(inspect.Invalid, "不能按“%s”筛选", c).WithField(c)
		}
	}
	list := `"` + strings.Join(cols, `", "`) + `"`
	q, done := view(r, noun)
	defer done()
	rows, err := q.QueryContext(ctx, `SELECT DISTINCT `+list+` FROM `+p.table+` ORDER BY `+list)
	if err != nil {
		return nil, explain(err, r.ref())
	}
	defer rows.Close()
	out := [][]string{}
	for rows.Next() {
		row, ptr := make([]string, len(cols)), make([]any, len(cols))
		for i := range row {
			ptr[i] = &row[i]
		}
		if err := rows.Scan(ptr...); err != nil {
			return nil, explain(err, r.ref())
		}
		out = append(out, row)
	}
	return out, explain(rows.Err(), r.ref())
}

// twin is equal for subjects whose name and place read alike whatever their
// blanks, punctuation and width; 0 = there is no place to compare, or the row
// was merged already.
func twin(s inspect.Subject) int64 {
	if s.MergedInto != "" || s.Premises == "" {
		return 0
	}
	h := fnv.New64a()
	for _, r := range s.Name + s.Premises {
		if r >= 0xFF01 && r <= 0xFF5E { // full-width forms
			r -= 0xFEE0
		}
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			h.Write([]byte(string(unicode.ToLower(r)))) // a hash takes everything
		}
	}
	return int64(h.Sum64())
}
