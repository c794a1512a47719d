package service

import (
	"context"
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/store"
	"shuangsuiji/backend/trust"
)

// assigned are the nouns that a parent office sends down with a unit's part.
var assigned = []inspect.Noun{inspect.NounTask, inspect.NounMatter, inspect.NounSubject, inspect.NounInspector, inspect.NounRecusal, inspect.NounLeave, inspect.NounGrant, inspect.NounTemplate, inspect.NounLease}

// fromParent refuses an assign package that anybody but the parent office
// signed, and one in an office that is no unit.
func (d *Dispatch) fromParent(ctx context.Context, m pack.Meta) error {
	root, err := d.c.db.Meta(ctx, metaParent)
	if err != nil {
		return err
	}
	if root == "" {
		return inspect.E(inspect.Refused, "本单位没有登记上级单位，不能打开%s", m.Kind.Label()).WithArticle("第十四条").WithRef(m.ID).WithHint("先在“派发与交换”中向上级申请登记")
	}
	parent, err := trust.Describe([]byte(root))
	if err != nil {
		return err
	}
	if m.KeyFingerprint != parent.Fingerprint {
		return inspect.E(inspect.Refused, "%s不是上级单位签发的，没有导入（签署设备：%s）", m.Kind.Label(), m.Unit).WithArticle("第十四条").WithRef(m.ID).WithHint("任务和名录库只由上级办公室下发；保留该文件并报告监督人员")
	}
	return nil
}

// allowAssigned takes what the parent owns and nothing else.
func (d *Dispatch) allowAssigned(v store.Version) (string, error) {
	if !slices.Contains(assigned, v.Noun) {
		return "", inspect.E(inspect.Refused, "任务分派包中有不该出现的%s，没有导入", v.Noun.Label()).WithRef(v.ID)
	}
	return "", nil
}

// accepted records who took a unit's part over: the applicant of its approval.
func (d *Dispatch) accepted(ctx context.Context, tx *store.Tx, a inspect.Actor, id string) error {
	t, err := store.Get[inspect.Task](ctx, tx, inspect.NounTask, id)
	if err != nil || t.CreatedBy != "" {
		return err
	}
	t.CreatedBy = a.Person
	_, err = tx.Put(ctx, inspect.NounTask, t.ID, t, store.Event{Action: "assign.accept", Article: "第十五条", Detail: t.Unit})
	return err
}

// sender is the unit whose office signed a package; without one the ID is "".
func (d *Dispatch) sender(ctx context.Context, r store.Reader, m pack.Meta) (inspect.Device, error) {
	rows, _, err := store.List[inspect.Device](ctx, r, inspect.NounDevice, store.Where("fingerprint", m.KeyFingerprint))
	if err != nil || len(rows) == 0 || rows[0].Unit == "" {
		return inspect.Device{}, err
	}
	return rows[0], nil
}

// judgedPart is some of a package's versions with the rule they are judged by.
type judgedPart struct {
	in    []store.Incoming
	allow func(store.Version) (string, error)
}

// judged says which rule judges which versions of a package: what a parent
// office sends down, what a unit hands up, or what a laptop brings, of which
// what it made for a task of its own comes first.
func (d *Dispatch) judged(ctx context.Context, tx *store.Tx, m pack.Meta, unit inspect.Device, in []store.Incoming) ([]judgedPart, error) {
	switch {
	case m.Kind == pack.Assign:
		return []judgedPart{{in, d.allowAssigned}}, nil
	case m.Kind == pack.Library:
		part, err := d.libraryPart(ctx, tx, in)
		return []judgedPart{part}, err
	case unit.ID != "":
		allow, err := d.allowUnit(ctx, tx, m, in)
		return []judgedPart{{in, allow}}, err
	case m.Kind == pack.Handover:
		return d.passedOn(ctx, tx, m, in)
	case m.Kind == pack.Receipt:
		allow, err := d.allowReceipt(ctx)
		return []judgedPart{{in, allow}}, err
	case m.Kind != pack.Result:
		return []judgedPart{{in, d.allow(ctx, tx, m)}}, nil
	}
	made, rest, err := d.fieldMade(in, m)
	if err != nil {
		return nil, err
	}
	over, rest, err := d.handed(ctx, tx, m, rest)
	vouched := func(store.Version) (string, error) { return d.lost(ctx, tx, m) }
	return []judgedPart{{made, d.allowMade(ctx, tx, m)}, {over, vouched}, {rest, d.allow(ctx, tx, m)}}, err
}

// about is what a version says of the task it belongs to.
type about struct {
	Task    string           `json:"task"`
	Subject string           `json:"subject"`
	Visit   string           `json:"visit"`
	Ref     string           `json:"ref"`
	Winners []inspect.Winner `json:"winners"`
}

// allowUnit judges what a unit hands up: its office holds the newest grant of
// the part, the list is as it was locked, and every version belongs to that
// part. What a package says of its own teams, visits and draws decides for the
// papers, approvals and evidence that hang on them: packages carry the whole.
func (d *Dispatch) allowUnit(ctx context.Context, tx *store.Tx, m pack.Meta, in []store.Incoming) (func(store.Version) (string, error), error) {
	part, err := store.Get[inspect.Task](ctx, tx, inspect.NounTask, m.Task)
	if inspect.CodeOf(err) == inspect.NotFound {
		return nil, inspect.E(inspect.Refused, "结果包所属的任务不是本单位派发的，没有导入").WithArticle("第十四条").WithRef(m.Task)
	}
	if err != nil {
		return nil, err
	}
	why, err := d.unitGrant(ctx, tx, m)
	if err != nil {
		return nil, err
	}
	mine := map[string]bool{part.ID: true} // ids that others may hang on
	for _, x := range in {
		v, err := store.ParseVersion(x.Raw)
		if err != nil {
			return nil, err
		}
		of, err := aboutOf(v)
		if err != nil {
			return nil, err
		}
		if of.Task == part.ID {
			mine[v.ID] = true
		}
	}
	return func(v store.Version) (string, error) {
		of, err := aboutOf(v)
		if err != nil {
			return "", err
		}
		belongs := false
		switch v.Noun {
		case inspect.NounTask:
			if belongs = v.ID == part.ID; belongs && !reflect.DeepEqual(of.Winners, part.Winners) {
				return "", inspect.E(inspect.Refused, "结果包改动了已锁定的检查对象名单，没有导入").WithArticle("第十四条").WithRef(part.No).WithHint("名单锁定后不变；报告监督人员")
			}
		case inspect.NounDraw, inspect.NounTeam, inspect.NounVisit, inspect.NounResult, inspect.NounGrant, inspect.NounRequest:
			belongs = of.Task == part.ID
		case inspect.NounEvidence:
			belongs = mine[of.Visit]
		case inspect.NounPaper, inspect.NounApproval, inspect.NounPublication:
			belongs = mine[of.Ref]
		case inspect.NounRecusal:
			belongs = slices.ContainsFunc(part.Winners, func(w inspect.Winner) bool { return w.Subject == of.Subject })
		default:
			return "", inspect.E(inspect.Refused, "结果包中有不该出现的%s，没有导入", v.Noun.Label()).WithRef(v.ID)
		}
		if !belongs {
			return "派发授权不包括这项" + v.Noun.Label(), nil
		}
		if why == "" && v.Noun == inspect.NounPaper {
			return d.c.fromRange(ctx, tx, m, v.Body)
		}
		return why, nil
	}, nil
}

// unitGrant says why the sender may not write the part, or "".
func (d *Dispatch) unitGrant(ctx context.Context, tx *store.Tx, m pack.Meta) (string, error) {
	grants, _, err := store.List[inspect.Grant](ctx, tx, inspect.NounGrant, store.Where("task", m.Task).Sorted("epoch"))
	if err != nil {
		return "", err
	}
	newest := ""
	for _, g := range grants {
		if len(g.Subjects) > 0 { // those of a unit's laptops speak of teams
			newest = g.Device
		}
	}
	switch {
	case newest == m.KeyFingerprint:
		return "", nil
	case slices.ContainsFunc(grants, func(g inspect.Grant) bool { return g.Device == m.KeyFingerprint }):
		return "派发授权已被后来的派发取代", nil
	}
	return "该单位没有这项派发授权", nil
}

func aboutOf(v store.Version) (about, error) {
	var of about
	if err := json.Unmarshal(v.Body, &of); err != nil {
		return of, inspect.E(inspect.Damaged, "数据内容的格式不对").WithRef(v.ID).Because(err)
	}
	return of, nil
}

// drawFiles takes over the public files of a unit's draws.
func (d *Dispatch) drawFiles(ctx context.Context, tx *store.Tx, r *pack.Reader) (int, error) {
	n := 0
	for _, name := range r.Names() {
		if !strings.HasPrefix(name, "data/draw/") {
			continue
		}
		b, err := r.ReadFile(name, maxDrawFile)
		if err != nil {
			return n, err
		}
		if _, err := tx.PutBlob(ctx, b); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// partReturned follows a unit's part with the whole task: 结果已回收 when every
// unit's is, 已公示办结 when every unit's is.
func (c *core) partReturned(ctx context.Context, tx *store.Tx, parent string) error {
	t, err := store.Get[inspect.Task](ctx, tx, inspect.NounTask, parent)
	if inspect.CodeOf(err) == inspect.NotFound && err != nil {
		return nil // it stays with the parent office
	}
	if err != nil {
		return err
	}
	back, closed := 0, 0
	for _, s := range t.Shares {
		if s.Task == "" {
			return nil
		}
		p, err := store.Get[inspect.Task](ctx, tx, inspect.NounTask, s.Task)
		if err != nil {
			return err
		}
		if p.State == inspect.TaskReturned || p.State == inspect.TaskClosed {
			back++
		}
		if p.State == inspect.TaskClosed {
			closed++
		}
	}
	for _, step := range []struct {
		n      int
		from   inspect.TaskState
		to     inspect.TaskState
		action string
	}{{back, inspect.TaskAssigned, inspect.TaskReturned, "task.returned"}, {closed, inspect.TaskReturned, inspect.TaskClosed, "task.close"}} {
		if step.n < len(t.Shares) || t.State != step.from {
			continue
		}
		t.State = step.to
		if _, err := tx.Put(ctx, inspect.NounTask, t.ID, t, store.Event{Action: step.action, Article: "第二十一条"}); err != nil {
			return err
		}
	}
	return nil
}

// fromUnit follows what a unit handed up with the whole task.
func (d *Dispatch) fromUnit(ctx context.Context, tx *store.Tx, part string) error {
	t, err := store.Get[inspect.Task](ctx, tx, inspect.NounTask, part)
	if err != nil {
		return err
	}
	return d.c.partReturned(ctx, tx, t.Parent)
}
