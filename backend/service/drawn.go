package service

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf"
	"shuangsuiji/backend/store"
)

// Drawn keeps the decisions which kinds of documents may be signed on a screen.
type Drawn struct{ c *core }

// Rules lists every kind of document that can be signed on a screen with the
// decision on it; one nobody decided on is off.
func (d *Drawn) Rules(ctx context.Context, a inspect.Actor) ([]inspect.DrawnRule, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	kinds, err := (&Paper{d.c}).Kinds(ctx)
	if err != nil {
		return nil, err
	}
	list := []inspect.DrawnRule{}
	for _, k := range kinds {
		if k.Noun != string(inspect.NounVisit) {
			continue // the recording of the signing belongs to a visit
		}
		rule, err := d.c.drawnRule(ctx, d.c.db, k.Kind)
		if err != nil {
			return nil, err
		}
		rule.Kind, rule.Name = inspect.DocumentKind(k.Kind), k.Name
		list = append(list, rule)
	}
	return list, nil
}

// drawnRule is the decision on a kind; ID "" = there is none.
func (c *core) drawnRule(ctx context.Context, r store.Reader, kind string) (inspect.DrawnRule, error) {
	rows, _, err := store.List[inspect.DrawnRule](ctx, r, inspect.NounDrawnRule, store.Where("kind", kind))
	if err != nil || len(rows) == 0 {
		return inspect.DrawnRule{}, err
	}
	return rows[0], nil
}

// Decide enters the decision of a named person to enable signing on a screen
// for a kind of document, or to end it. Signatures made before stay valid.
func (d *Drawn) Decide(ctx context.Context, a inspect.Actor, rule inspect.DrawnRule) (inspect.DrawnRule, error) {
	err := d.c.write(ctx, a, inspect.ActFieldRule, func(tx *store.Tx) error {
		if err := d.c.officeOnly(ctx, "手写签名的启用"); err != nil {
			return err
		}
		k, err := (&Paper{d.c}).kind(ctx, tx, string(rule.Kind))
		if err != nil {
			return err
		}
		if k.Noun != string(inspect.NounVisit) {
			return inspect.E(inspect.Refused, "%s不是检查中制作的文书，不作手写签名", k.Name).WithField("kind").WithArticle("第二十条")
		}
		have, err := d.c.drawnRule(ctx, tx, k.Kind)
		if err != nil {
			return err
		}
		if have.On == rule.On {
			return inspect.E(inspect.Refused, "“%s”的手写签名本来就%s", k.Name, map[bool]string{true: "已启用", false: "没有启用"}[rule.On]).WithArticle("第二十条").WithRef(have.ID)
		}
		rule.ID, rule.Name, rule.At, rule.By = have.ID, k.Name, tx.At(), a.Name
		rule.DecidedBy, rule.Post, rule.Basis = strings.TrimSpace(rule.DecidedBy), strings.TrimSpace(rule.Post), strings.TrimSpace(rule.Basis)
		if err := rule.Check(d.c.today()); err != nil {
			return err
		}
		if rule.ID == "" {
			rule.ID = store.NewID()
		}
		_, err = tx.Put(ctx, inspect.NounDrawnRule, rule.ID, rule, store.Event{Action: "drawn.rule", Article: "第二十条",
			Detail: k.Name + map[bool]string{true: "启用", false: "停用"}[rule.On] + "，" + rule.DecidedBy + rule.Post + "决定"})
		return err
	})
	return rule, err
}

// DrawnForm is what the page of signing on a screen shows.
type DrawnForm struct {
	Rule       inspect.DrawnRule  `json:"rule"`
	Words      string             `json:"words"`      // what the signature is and is not
	Recordings []inspect.Evidence `json:"recordings"` // of the visit, that can show the signing
	Refusal    string             `json:"refusal"`    // why it cannot be signed on a screen, "" = it can
	Names      []inspect.Drawn    `json:"names"`      // who the record says was there, to choose from
}

// DrawnForm tells whether and how a document can be signed on a screen.
func (p *Paper) DrawnForm(ctx context.Context, a inspect.Actor, id string) (DrawnForm, error) {
	f := DrawnForm{Words: inspect.DrawnWords, Recordings: []inspect.Evidence{}, Names: []inspect.Drawn{}}
	if err := a.May(inspect.ActDocument); err != nil {
		return f, err
	}
	x, err := store.Get[inspect.Paper](ctx, p.c.db, inspect.NounPaper, id)
	if err != nil {
		return f, err
	}
	if f.Rule, err = p.c.drawnRule(ctx, p.c.db, x.Kind); err != nil {
		return f, err
	}
	if err := x.Drawable(f.Rule); err != nil {
		f.Refusal = inspect.ForPerson(err).Message
		return f, nil
	}
	all, _, err := store.List[inspect.Evidence](ctx, p.c.db, inspect.NounEvidence, store.Where("visit", x.Ref))
	if err != nil {
		return f, err
	}
	f.Recordings = slices.DeleteFunc(all, func(e inspect.Evidence) bool { return !e.Recording() })
	v, err := store.Get[inspect.Visit](ctx, p.c.db, inspect.NounVisit, x.Ref)
	if err != nil {
		return f, err
	}
	t, err := store.Get[inspect.Team](ctx, p.c.db, inspect.NounTeam, v.Team)
	if err != nil {
		return f, err
	}
	f.Names = append(f.Names, inspect.Drawn{Kind: inspect.SignerParty, Name: v.PartyName}, inspect.Drawn{Kind: inspect.SignerLegalRep, Name: v.LegalRep},
		inspect.Drawn{Kind: inspect.SignerWitness, Name: v.Witness}, inspect.Drawn{Kind: inspect.SignerInterpret, Name: v.Interpreter})
	for _, m := range t.Members {
		if m.Outside {
			f.Names = append(f.Names, inspect.Drawn{Kind: inspect.SignerOutside, Name: m.Name})
		} else if slices.Contains(v.Present, m.Inspector) {
			f.Names = append(f.Names, inspect.Drawn{Kind: inspect.SignerOfficer, Name: m.Name})
		}
	}
	f.Names = slices.DeleteFunc(f.Names, func(d inspect.Drawn) bool { return d.Name == "" })
	return f, nil
}

// Draw takes a signature on a screen. It binds the frozen content by its digest
// and the recording of the signing, which must be among the visit's evidence;
// the content never changes again, and neither does a signature.
func (p *Paper) Draw(ctx context.Context, a inspect.Actor, id string, s inspect.DrawnSignature) (inspect.Paper, error) {
	return p.put(ctx, a, id, "paper.draw", func(tx *store.Tx, x *inspect.Paper) error {
		rule, err := p.c.drawnRule(ctx, tx, x.Kind)
		if err != nil {
			return err
		}
		if err := x.Drawable(rule); err != nil {
			return err
		}
		s.Name = strings.TrimSpace(s.Name)
		if err := s.Kind.Known(s.Name); err != nil {
			return err
		}
		if _, err := inspect.ReadInk(s.Strokes); err != nil {
			return err
		}
		e, err := p.recording(ctx, tx, *x, s.Evidence)
		if err != nil {
			return err
		}
		s.Paper, s.Number, s.Snapshot, s.Words = x.ID, x.Number, x.Snapshot, inspect.DrawnWords
		s.Recorded, s.SHA256, s.At, s.By = e.Told(), e.SHA256, tx.At(), a.Name
		body, err := json.Marshal(s)
		if err != nil {
			return err
		}
		drawn := inspect.Drawn{Kind: s.Kind, Name: s.Name, Evidence: e.ID, Recorded: s.Recorded, Digest: store.Digest(body), At: s.At, By: s.By}
		if err := x.AddDrawn(drawn); err != nil {
			return err
		}
		if _, err := tx.PutBlob(ctx, body); err != nil {
			return err
		}
		x.Drawn[len(x.Drawn)-1].PDF, err = p.drawnPDF(ctx, tx, *x)
		return err
	})
}

// recording is the evidence item that shows a signing.
func (p *Paper) recording(ctx context.Context, tx *store.Tx, x inspect.Paper, id string) (inspect.Evidence, error) {
	hint := "先在“签署登记”中登记签署过程的录像（执法记录仪的为待回填），再签名"
	if id == "" {
		return inspect.Evidence{}, inspect.E(inspect.Refused, "没有选择记录签署过程的音视频").WithField("evidence").WithArticle("第二十条").WithRef(x.ID).WithHint("%s", hint)
	}
	e, err := store.Get[inspect.Evidence](ctx, tx, inspect.NounEvidence, id)
	if err == nil && e.Visit == x.Ref && e.Recording() {
		return e, nil
	}
	if err != nil && inspect.CodeOf(err) != inspect.NotFound {
		return e, err
	}
	return e, inspect.E(inspect.Refused, "记录签署过程的应是本次检查登记过的录音、录像").WithField("evidence").WithArticle("第二十条").WithRef(x.ID).WithHint("%s", hint)
}

// drawnPDF renders a document with the signatures made so far.
func (p *Paper) drawnPDF(ctx context.Context, tx *store.Tx, x inspect.Paper) (string, error) {
	fonts, err := p.c.fonts()
	if err != nil {
		return "", err
	}
	frozen, err := store.Blob(ctx, tx, x.Snapshot)
	if err != nil {
		return "", err
	}
	signatures, err := drawnOf(ctx, tx, x)
	if err != nil {
		return "", err
	}
	out, err := pdf.RenderDrawn(fonts, frozen, signatures)
	if err != nil {
		return "", err
	}
	return p.c.keepPDF(documents, out)
}

// FileDrawn files a document that everybody signed on the screen.
func (p *Paper) FileDrawn(ctx context.Context, a inspect.Actor, id string) (inspect.Paper, error) {
	return p.put(ctx, a, id, "paper.drawnfile", func(_ *store.Tx, x *inspect.Paper) error { return x.FileDrawn() })
}

// drawnOf reads the signatures that were made on a screen.
func drawnOf(ctx context.Context, r store.Reader, x inspect.Paper) ([]inspect.DrawnSignature, error) {
	signatures := []inspect.DrawnSignature{}
	for _, d := range x.Drawn {
		body, err := store.Blob(ctx, r, d.Digest)
		if err != nil {
			return nil, err
		}
		var s inspect.DrawnSignature
		if err := json.Unmarshal(body, &s); err != nil {
			return nil, inspect.E(inspect.Damaged, "手写签名的记录读不出来").WithRef(d.Digest).Because(err)
		}
		signatures = append(signatures, s)
	}
	return signatures, nil
}
