package service

import (
	"context"
	"encoding/json"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// Evidence keeps 证据材料: copied with digests, or waiting for the recorder's
// docking station (art. 20, P10).
type Evidence struct{ c *core }

// EvidenceInput describes an item.
type EvidenceInput struct {
	Visit    string `json:"visit"`
	Finding  string `json:"finding"`
	Kind     string `json:"kind"` // of inspect.EvidenceKinds, "" = by content
	Step     string `json:"step"` // of inspect.RecordSteps, 全程, or another word
	Officer  string `json:"officer"`
	Recorder string `json:"recorder"` // 执法记录仪编号
	From     string `json:"from"`
	To       string `json:"to"`
	Note     string `json:"note"`
}

// Add copies a file into the workspace in one pass that also computes SHA-256
// and SM3; the original is never altered. A large copy that was stopped goes on
// where it was when the same file is added again.
func (e *Evidence) Add(ctx context.Context, a inspect.Actor, in EvidenceInput, path string, progress func(done, total int64)) (inspect.Evidence, error) {
	if err := a.May(inspect.ActVisit); err != nil {
		return inspect.Evidence{}, err
	}
	if _, err := e.open(ctx, e.c.db, in.Visit, ""); err != nil {
		return inspect.Evidence{}, err
	}
	about, err := json.Marshal(in)
	if err != nil {
		return inspect.Evidence{}, err
	}
	item, err := e.c.media.Copy(ctx, path, about, progress)
	if err != nil {
		return inspect.Evidence{}, err
	}
	ev := e.item(in)
	ev.State, ev.Name, ev.Mime, ev.SHA256, ev.SM3, ev.Size, ev.Duration = inspect.EvidenceCopied, item.Name, item.Mime, item.SHA256, item.SM3, item.Size, item.Duration
	ev.Place = "本工作区"
	if ev.From == "" {
		ev.From = item.CapturedAt
	}
	if ev.Kind == "" {
		ev.Kind = kindOf(item.Mime)
	}
	return ev, e.put(ctx, a, &ev, "evidence.add")
}

func kindOf(mime string) inspect.EvidenceKind {
	switch before, _, _ := strings.Cut(mime, "/"); before {
	case "image":
		return inspect.KindPhoto
	case "audio":
		return inspect.KindAudio
	case "video":
		return inspect.KindVideo
	}
	return inspect.KindFile
}

// Pending registers a recording that is still inside a body-worn recorder: no
// file name and no digest exist on site (P10).
func (e *Evidence) Pending(ctx context.Context, a inspect.Actor, in EvidenceInput) (inspect.Evidence, error) {
	if err := a.May(inspect.ActVisit); err != nil {
		return inspect.Evidence{}, err
	}
	if strings.TrimSpace(in.Recorder) == "" {
		return inspect.Evidence{}, inspect.E(inspect.Invalid, "没有填写执法记录仪编号").WithField("recorder").WithArticle("第二十条")
	}
	if strings.TrimSpace(in.Officer) == "" {
		return inspect.Evidence{}, inspect.E(inspect.Invalid, "没有填写佩戴人").WithField("officer").WithArticle("第二十条")
	}
	ev := e.item(in)
	ev.State, ev.Kind, ev.Place = inspect.EvidencePending, inspect.KindVideo, "执法记录仪 "+in.Recorder
	if ev.From == "" {
		ev.From = inspect.Instant(e.c.db.Now())
	}
	return ev, e.put(ctx, a, &ev, "evidence.pending")
}

func (e *Evidence) item(in EvidenceInput) inspect.Evidence {
	return inspect.Evidence{Spans: []inspect.Span{}, Custody: []inspect.Custody{}, ID: store.NewID(), Visit: in.Visit, Finding: in.Finding, Kind: inspect.EvidenceKind(in.Kind), Step: in.Step, Officer: in.Officer,
		Recorder: in.Recorder, From: in.From, To: in.To, Note: in.Note}
}

func (e *Evidence) put(ctx context.Context, a inspect.Actor, ev *inspect.Evidence, action string) error {
	return e.c.write(ctx, a, inspect.ActVisit, func(tx *store.Tx) error {
		visit, err := e.open(ctx, tx, ev.Visit, ev.Step)
		if err != nil {
			return err
		}
		if visit.State != inspect.VisitOpen && !ev.Recording() {
			return inspect.E(inspect.Refused, "检查已结束，只能再登记签署过程的录音录像").WithField("kind").WithArticle("第二十条").WithRef(ev.Visit).WithHint("其他补充的材料写入情况说明或补充笔录")
		}
		ev.AddedAt, ev.AddedBy = tx.At(), a.Person
		_, err = tx.Put(ctx, inspect.NounEvidence, ev.ID, ev, store.Event{Action: action, Article: "第二十条", Grant: visit.Grant, Detail: ev.SHA256})
		return err
	})
}

// open is the visit that evidence is added to. After its end only what recorded
// the signing of its documents (StepSigning) still is: they are signed then.
func (e *Evidence) open(ctx context.Context, r store.Reader, visit, step string) (inspect.Visit, error) {
	v, err := store.Get[inspect.Visit](ctx, r, inspect.NounVisit, visit)
	if err != nil {
		return v, err
	}
	if v.State != inspect.VisitOpen && (v.State != inspect.VisitFinished || step != inspect.StepSigning.Label()) {
		return v, inspect.E(inspect.Refused, "检查已结束，不能再添加证据").WithArticle("第二十条").WithRef(visit).
			WithHint("结果包交回之前，记录签署过程的录音录像仍可登记为待回填或外部存放，环节写“%s”；其他补充的材料写入情况说明或补充笔录", inspect.StepSigning)
	}
	return v, e.c.ours(ctx, r, v.Grant)
}

// List lists the evidence of a visit.
func (e *Evidence) List(ctx context.Context, a inspect.Actor, visit string) ([]inspect.Evidence, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	return evidenceOf(ctx, e.c.db, visit)
}

func evidenceOf(ctx context.Context, r store.Reader, visit string) ([]inspect.Evidence, error) {
	rows, _, err := store.List[inspect.Evidence](ctx, r, inspect.NounEvidence, store.Where("visit", visit))
	for i := range rows {
		rows[i] = rows[i].Whole()
	}
	return rows, err
}

// VerifyAll re-hashes every copied item and returns a sentence for each that
// is missing or damaged.
func (e *Evidence) VerifyAll(ctx context.Context, a inspect.Actor, progress func(done, total int64)) ([]string, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	return e.c.verifyEvidence(ctx, progress)
}
