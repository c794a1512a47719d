package service

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"shuangsuiji/backend/draw"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// Draw makes replayable draws: freeze and state, witness, reveal (art. 13-15).
type Draw struct{ c *core }

// FreezeInput asks for a new statement.
type FreezeInput struct {
	Task      string `json:"task"`
	Purpose   string `json:"purpose"`   // subjects, inspectors
	InputKind string `json:"inputKind"` // dice, value
	InputNote string `json:"inputNote"` // the public input, named beforehand
	Reason    string `json:"reason"`    // for a further attempt
}

// List lists the draws of a task, oldest first, without their tables of
// pseudonyms, which are as long as the pool; Get has them.
func (d *Draw) List(ctx context.Context, a inspect.Actor, task string) ([]inspect.Drawing, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	t, err := d.c.task(ctx, d.c.db, task)
	if err != nil {
		return nil, err
	}
	rows, _, err := store.List[inspect.Drawing](ctx, d.c.db, inspect.NounDraw, store.Where("task", t.ID))
	for i := range rows {
		rows[i].Persons, rows[i].Subjects = []inspect.DrawnRef{}, []inspect.DrawnRef{}
	}
	return rows, err
}

// Get reads one draw.
func (d *Draw) Get(ctx context.Context, a inspect.Actor, id string) (inspect.Drawing, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return inspect.Drawing{}, err
	}
	return store.Get[inspect.Drawing](ctx, d.c.db, inspect.NounDraw, id)
}

// Freeze fixes the pool, writes the statement and logs it. The returned
// Drawing carries the checkpoint that must now leave this PC: nobody can type
// a public input before a witness has confirmed it.
func (d *Draw) Freeze(ctx context.Context, a inspect.Actor, in FreezeInput) (inspect.Drawing, error) {
	var dr inspect.Drawing
	err := d.c.write(ctx, a, inspect.ActDraw, func(tx *store.Tx) error {
		task, err := d.c.task(ctx, tx, in.Task)
		if err != nil {
			return err
		}
		if err := d.c.owns(ctx, task); err != nil {
			return err
		}
		if in.InputKind == string(draw.InputNone) {
			return inspect.E(inspect.Refused, "正式抽取必须有公共随机输入").WithArticle("第十三条").WithField("inputKind").WithHint("当众掷骰，或事先指明一个将要公布的公开数值")
		}
		dr = inspect.Drawing{ID: store.NewID(), Task: task.ID, TaskNo: task.No, Purpose: in.Purpose, InputKind: in.InputKind,
			InputNote: in.InputNote, Reason: in.Reason, State: inspect.DrawStated, Persons: []inspect.DrawnRef{}, Subjects: []inspect.DrawnRef{}}
		if err := d.number(ctx, tx, &dr); err != nil {
			return err
		}
		var frozen *draw.Frozen
		switch draw.Purpose(in.Purpose) {
		case draw.PurposeSubjects:
			frozen, err = d.freezeSubjects(ctx, tx, task, &dr)
		case draw.PurposeInspectors:
			frozen, err = d.freezeInspectors(ctx, tx, task, &dr)
		default:
			return inspect.E(inspect.Invalid, "不认识的抽取用途“%s”", in.Purpose).WithField("purpose")
		}
		if err != nil {
			return err
		}
		return d.state(ctx, tx, &dr, frozen, store.Event{Article: "第十三条", Reason: in.Reason, Approval: dr.Approval})
	})
	if err != nil {
		return inspect.Drawing{}, err
	}
	return dr, nil
}

// state keeps a frozen pool and logs its statement, whatever the draw is for.
// The draw keeps the checkpoint over the log up to its statement: that is the
// one a witness takes along, whatever else is logged before he does.
func (d *Draw) state(ctx context.Context, tx *store.Tx, dr *inspect.Drawing, frozen *draw.Frozen, e store.Event) (err error) {
	dr.Statement, dr.StatedAt = frozen.Statement, tx.At()
	// The statement names SHA-256(nonce); the nonce itself waits under that digest.
	if dr.NonceSHA, err = tx.PutBlob(ctx, frozen.Nonce); err != nil {
		return err
	}
	if dr.Files, err = putFiles(ctx, tx, frozen.Files); err != nil {
		return err
	}
	stated := store.Event{Action: "draw.statement", Article: e.Article, Detail: "声明 " + dr.Statement}
	if err := tx.Audit(ctx, stated, inspect.NounDraw, dr.ID, dr.Statement); err != nil {
		return err
	}
	cp, err := d.c.checkpoint(ctx, tx)
	if err != nil {
		return err
	}
	dr.Checkpoint, dr.StatedBy = cp.short, tx.Actor().Name
	e.Action, e.Detail = "draw.state", "声明 "+dr.Statement
	_, err = tx.Put(ctx, inspect.NounDraw, dr.ID, *dr, e)
	return err
}

// attempt numbers a draw after those of the same task and purpose, names the
// statement before it, and returns the last one (without an ID for the first).
func (d *Draw) attempt(ctx context.Context, tx *store.Tx, dr *inspect.Drawing) (last inspect.Drawing, err error) {
	before, _, err := store.List[inspect.Drawing](ctx, tx, inspect.NounDraw, store.Where("task", dr.Task, "purpose", dr.Purpose).Sorted("attempt"))
	if err != nil {
		return last, err
	}
	if len(before) > 0 {
		last = before[len(before)-1]
	}
	dr.Attempt, dr.Previous = len(before)+1, last.Statement
	return last, nil
}

// number refuses a new attempt while one is open, after one succeeded, and
// without consent after an abandoned one.
func (d *Draw) number(ctx context.Context, tx *store.Tx, dr *inspect.Drawing) error {
	last, err := d.attempt(ctx, tx, dr)
	if err != nil || last.ID == "" {
		return err
	}
	if last.State == inspect.DrawAbandoned {
		dr.Approval, err = d.consent(ctx, tx, last)
		return err
	}
	return inspect.E(inspect.Refused, "第%d次抽取为“%s”，不能另起一次", last.Attempt, last.State.Label()).WithArticle("第十三条").WithRef(last.ID).
		WithHint("继续办理该次抽取；结果一经产生不得重抽")
}

func putFiles(ctx context.Context, tx *store.Tx, files draw.Files) ([]inspect.FileRef, error) {
	refs := []inspect.FileRef{}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		digest, err := tx.PutBlob(ctx, files[name])
		if err != nil {
			return nil, err
		}
		refs = append(refs, inspect.FileRef{Name: name, SHA256: digest, Size: int64(len(files[name]))})
	}
	return refs, nil
}

func (d *Draw) files(ctx context.Context, r store.Reader, dr inspect.Drawing) (draw.Files, error) {
	files := draw.Files{}
	for _, f := range dr.Files {
		b, err := store.Blob(ctx, r, f.SHA256)
		if err != nil && draw.Internal(f.Name) && inspect.CodeOf(err) == inspect.NotFound {
			continue // of a unit's draw only the public files came here
		}
		if err != nil {
			return nil, err
		}
		files[f.Name] = b
	}
	return files, nil
}

// whole refuses to work with the internal files of a draw that stayed in the
// office of a unit, and names it.
func (d *Draw) whole(ctx context.Context, r store.Reader, dr inspect.Drawing, files draw.Files) error {
	missing := slices.ContainsFunc(dr.Files, func(f inspect.FileRef) bool { _, here := files[f.Name]; return !here })
	if !missing {
		return nil
	}
	task, err := d.c.task(ctx, r, dr.Task)
	if err != nil {
		return err
	}
	return inspect.E(inspect.Refused, "本次抽取由%s完成，编号对应的名称和排除名单留存在该单位，本机只有公开材料", joinOr(task.Unit, task.Lead)).WithArticle("第十五条").WithRef(dr.ID).
		WithHint("导出公开包；内部材料请%s办公室导出", joinOr(task.Unit, task.Lead))
}

// Witness records that the checkpoint with the statement left this PC: who saw
// it, and how (printed, photographed, exported).
func (d *Draw) Witness(ctx context.Context, a inspect.Actor, id, witness, how string) (inspect.Drawing, error) {
	if err := a.May(inspect.ActDraw); err != nil {
		return inspect.Drawing{}, err
	}
	if witness == "" || how == "" {
		return inspect.Drawing{}, inspect.E(inspect.Invalid, "见证登记应写明见证人和留存方式").WithField("witness").WithArticle("第十三条").WithHint("例如：张某，打印签字留存")
	}
	return d.move(ctx, a, id, inspect.DrawWitnessed, "draw.witness", func(tx *store.Tx, dr *inspect.Drawing) error {
		if strings.TrimSpace(witness) == a.Name {
			return inspect.E(inspect.Refused, "见证人不能是操作人本人（%s）", a.Name).WithField("witness").WithArticle("第二十二条")
		}
		dr.Witness, dr.WitnessHow, dr.WitnessedAt = witness, how, tx.At()
		return nil
	})
}

// Abandon ends a draw before its public input was given; it stays on record.
func (d *Draw) Abandon(ctx context.Context, a inspect.Actor, id, reason string) (inspect.Drawing, error) {
	if err := a.May(inspect.ActDraw); err != nil {
		return inspect.Drawing{}, err
	}
	if reason == "" {
		return inspect.Drawing{}, inspect.E(inspect.Invalid, "作废一次抽取应写明理由").WithField("reason").WithArticle("第十三条")
	}
	return d.move(ctx, a, id, inspect.DrawAbandoned, "draw.abandon", func(tx *store.Tx, dr *inspect.Drawing) error {
		dr.AbandonedFor = reason
		if dr.Purpose != string(draw.PurposeSubjects) {
			return nil
		}
		task, err := d.c.task(ctx, tx, dr.Task)
		if err != nil {
			return err
		}
		if err := task.State.To(inspect.TaskDraft); err != nil {
			return err
		}
		task.State = inspect.TaskDraft
		_, err = tx.Put(ctx, inspect.NounTask, task.ID, task, store.Event{Action: "task.unfreeze", Article: "第十三条", Reason: reason})
		return err
	})
}

func (d *Draw) move(ctx context.Context, a inspect.Actor, id string, to inspect.DrawState, action string, fn func(*store.Tx, *inspect.Drawing) error) (inspect.Drawing, error) {
	var dr inspect.Drawing
	err := d.c.write(ctx, a, inspect.ActDraw, func(tx *store.Tx) (err error) {
		if dr, err = store.Get[inspect.Drawing](ctx, tx, inspect.NounDraw, id); err != nil {
			return err
		}
		if err := dr.State.To(to); err != nil {
			return err
		}
		if err := fn(tx, &dr); err != nil {
			return err
		}
		dr.State = to
		_, err = tx.Put(ctx, inspect.NounDraw, dr.ID, dr, store.Event{Action: action, Article: "第十三条", Detail: "声明 " + dr.Statement})
		return err
	})
	return dr, err
}

// Reveal takes the public input, commits it, and then computes the result. A
// crash between the two is cured by Resume: the input cannot be given twice.
func (d *Draw) Reveal(ctx context.Context, a inspect.Actor, id, first, second, source string) (inspect.Drawing, error) {
	_, err := d.move(ctx, a, id, inspect.DrawRevealed, "draw.reveal", func(tx *store.Tx, dr *inspect.Drawing) error {
		line, err := draw.NormalizeInput(draw.InputKind(dr.InputKind), first, second)
		if err != nil {
			return err
		}
		if source == "" {
			return inspect.E(inspect.Invalid, "没有写明公共随机输入的来源").WithField("source").WithArticle("第十三条").WithHint("例如：当众掷骰，两人分别录入")
		}
		dr.PublicInput, dr.Source, dr.RevealedBy = line, source, tx.Actor().Name
		return nil
	})
	if err != nil {
		return inspect.Drawing{}, err
	}
	return d.Resume(ctx, a, id)
}

// Resume computes the result of a draw whose public input is committed.
func (d *Draw) Resume(ctx context.Context, a inspect.Actor, id string) (inspect.Drawing, error) {
	return d.move(ctx, a, id, inspect.DrawDone, "draw.result", func(tx *store.Tx, dr *inspect.Drawing) error {
		files, err := d.files(ctx, tx, *dr)
		if err != nil {
			return err
		}
		nonce, err := store.Blob(ctx, tx, dr.NonceSHA)
		if err != nil {
			return err
		}
		in := draw.Input{Kind: draw.InputKind(dr.InputKind), Line: dr.PublicInput, Source: dr.Source}
		task, err := d.c.task(ctx, tx, dr.Task)
		if err != nil {
			return err
		}
		switch draw.Purpose(dr.Purpose) {
		case draw.PurposeSubjects:
			files, err = d.winSubjects(ctx, tx, task, dr, files, nonce, in)
		case draw.PurposeReplacement:
			files, err = d.winReplacement(ctx, tx, dr, files, nonce, in)
		default:
			files, err = d.winInspectors(ctx, tx, task, dr, files, nonce, in)
		}
		if err != nil {
			return err
		}
		dr.DrawnAt = tx.At()
		dr.Files, err = putFiles(ctx, tx, files)
		return err
	})
}

func (d *Draw) winSubjects(ctx context.Context, tx *store.Tx, task inspect.Task, dr *inspect.Drawing, files draw.Files, nonce []byte, in draw.Input) (draw.Files, error) {
	res, err := draw.Subjects(files, nonce, in)
	if err != nil {
		return nil, err
	}
	dr.Seed = res.Seed
	id := refs(dr.Subjects)
	task.Winners = []inspect.Winner{}
	for _, w := range res.Winners {
		s, err := store.Get[inspect.Subject](ctx, tx, inspect.NounSubject, id[w.ID])
		if err != nil {
			return nil, err
		}
		task.Winners = append(task.Winners, inspect.Winner{Subject: s.ID, Code: s.Code, Name: s.Name, DrawID: w.ID, Ticket: w.Ticket})
	}
	if err := task.State.To(inspect.TaskDrawn); err != nil {
		return nil, err
	}
	task.State = inspect.TaskDrawn
	_, err = tx.Put(ctx, inspect.NounTask, task.ID, task, store.Event{Action: "task.drawn", Article: "第十三条", Detail: fmt.Sprintf("抽中%d户", len(task.Winners))})
	return res.Files, err
}

func refs(list []inspect.DrawnRef) map[string]string {
	m := make(map[string]string, len(list))
	for _, r := range list {
		m[r.DrawID] = r.ID
	}
	return m
}

// headingOf turns a Drawing into what its statement says.
func headingOf(dr inspect.Drawing) draw.Heading {
	return draw.Heading{Purpose: draw.Purpose(dr.Purpose), Task: dr.TaskNo, Attempt: dr.Attempt, Previous: dr.Previous,
		Reason: dr.Reason, InputKind: draw.InputKind(dr.InputKind), InputNote: dr.InputNote}
}
