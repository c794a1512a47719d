package service

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf"
	"shuangsuiji/backend/publish"
	"shuangsuiji/backend/store"
)

// Paper issues 文书: the snapshot is frozen first, the PDF follows from it.
type Paper struct{ c *core }

// List lists the documents of a visit, team, task or draw; "" lists all.
func (p *Paper) List(ctx context.Context, a inspect.Actor, ref string) ([]inspect.Paper, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	f := store.Filter{Order: "number"}
	if ref != "" {
		f = store.Where("ref", ref).Sorted("number")
	}
	rows, _, err := store.List[inspect.Paper](ctx, p.c.db, inspect.NounPaper, f)
	for i := range rows {
		if rows[i].Drawn == nil { // it was issued before there were any
			rows[i].Drawn = []inspect.Drawn{}
		}
	}
	return rows, err
}

// Issue freezes the snapshot of a document, renders it and keeps both. A kind
// that is not repeatable is issued once for the same thing; a void one may be
// issued anew.
func (p *Paper) Issue(ctx context.Context, a inspect.Actor, kind, ref string) (inspect.Paper, error) {
	return p.issue(ctx, a, kind, ref, statement{}, false)
}

// IssueBlank issues a document to be filled in by hand (P6): what the record
// says is printed, every other blank is left open, and the paper is the
// original.
func (p *Paper) IssueBlank(ctx context.Context, a inspect.Actor, kind, ref string) (inspect.Paper, error) {
	return p.issue(ctx, a, kind, ref, statement{}, true)
}

func (p *Paper) issue(ctx context.Context, a inspect.Actor, kind, ref string, say statement, blank bool) (inspect.Paper, error) {
	if err := a.May(inspect.ActDocument); err != nil {
		return inspect.Paper{}, err
	}
	k, err := p.kind(ctx, p.c.db, kind)
	if err != nil {
		return inspect.Paper{}, err
	}
	if blank && !k.Filled {
		return inspect.Paper{}, inspect.E(inspect.Refused, "%s由记录生成，没有空白格式", k.Name).WithField("kind")
	}
	k.department = say.department
	faces, err := p.c.db.Meta(ctx, metaFonts)
	if err != nil {
		return inspect.Paper{}, err
	}
	fonts, err := p.c.faces.set(faces)
	if err != nil {
		return inspect.Paper{}, err
	}
	var paper inspect.Paper
	err = p.c.write(ctx, a, inspect.ActDocument, func(tx *store.Tx) error {
		if err := p.c.oursOf(ctx, tx, inspect.Noun(k.Noun), ref); err != nil {
			return err
		}
		head, number, err := p.head(ctx, tx, k, ref)
		if err != nil {
			return err
		}
		series, serial, err := p.c.numberPaper(ctx, tx, k, &head)
		if err != nil {
			return err
		}
		var snap frozenDoc
		if k.Filled {
			snap, err = p.templateSnapshot(ctx, tx, head, k.template, ref, blank)
		} else {
			snap, err = p.snapshotOf(ctx, tx, head, ref, say)
		}
		if err != nil {
			return err
		}
		frozen, err := json.Marshal(snap.body)
		if err != nil {
			return err
		}
		if isNotice(head.Kind) {
			if err := publish.Check(frozen); err != nil {
				return err
			}
		}
		out, pages, err := pdf.RenderPages(fonts, frozen)
		if err != nil {
			return err
		}
		paper = inspect.Paper{ID: store.NewID(), Kind: kind, Name: k.Name, Noun: k.Noun, Ref: ref, Number: number,
			IssuedAt: tx.At(), IssuedBy: a.Person, State: inspect.PaperIssued, PDF: store.Digest(out), Pages: pages, Sheets: []inspect.Sheet{},
			Signings: []inspect.Signing{}, Changes: []inspect.PaperChange{}, Reprints: []inspect.Reprint{}, Drawn: []inspect.Drawn{}, About: say.about.ID, Own: k.Own, Faces: faces,
			OfficialNumber: head.OfficialNumber, Series: series, Serial: serial}
		if t, ok := snap.body.(inspect.TemplateSnapshot); ok {
			paper.OfficialNumber = t.OfficialNumber // of a case, typed
		}
		if k.Parted {
			paper.Name += "（" + say.department + "）"
			paper.Form = &inspect.DepartmentForm{Department: say.department, Returns: []inspect.FormReturn{}, Clashes: []inspect.FormClash{}}
		}
		if blank {
			paper.Name += "（空白）"
		}
		if paper.Snapshot, err = tx.PutBlob(ctx, frozen); err != nil {
			return err
		}
		// The file is on disk before the row that names it is committed.
		if _, err := p.c.keepPDF(documents, out); err != nil {
			return err
		}
		_, err = tx.Put(ctx, inspect.NounPaper, paper.ID, paper, store.Event{Action: "paper.issue", Article: "第二十条",
			Detail: kind + " 快照 " + paper.Snapshot, Grant: snap.grant})
		return err
	})
	return paper, err
}

// head fills what all snapshots share, and refuses a second copy of the same
// document while the first stands.
func (p *Paper) head(ctx context.Context, tx *store.Tx, k DocKind, ref string) (inspect.DocumentHead, string, error) {
	kind := k.Kind
	before, _, err := store.List[inspect.Paper](ctx, tx, inspect.NounPaper, store.Where("ref", ref, "kind", kind))
	if err != nil {
		return inspect.DocumentHead{}, "", err
	}
	before = slices.DeleteFunc(before, func(b inspect.Paper) bool { return b.Form != nil && b.Form.Department != k.department })
	for _, b := range before {
		if b.State != inspect.PaperVoid && !k.Repeatable {
			return inspect.DocumentHead{}, "", inspect.E(inspect.Refused, "%s已经制作（%s），不重复签发", b.Name, b.Number).
				WithArticle("第二十条").WithRef(b.ID).WithHint("直接打印该份；内容有误的先作废再重制")
		}
	}
	organ, err := p.c.db.Meta(ctx, metaOrgan)
	if err != nil {
		return inspect.DocumentHead{}, "", err
	}
	cp, err := p.c.checkpoint(ctx, tx)
	if err != nil {
		return inspect.DocumentHead{}, "", err
	}
	n, err := store.Count(ctx, tx, inspect.NounPaper, store.Where("kind", kind))
	if err != nil {
		return inspect.DocumentHead{}, "", err
	}
	device, err := p.c.db.Meta(ctx, metaDevice)
	if err != nil {
		return inspect.DocumentHead{}, "", err
	}
	// The device's mark keeps numbers of several laptops apart: no double, ever.
	number := fmt.Sprintf("%s〔%s〕%s-%d号", k.short, inspect.LegalDate(tx.At())[:4], strings.ToUpper(device[len(device)-4:]), n+1)
	return inspect.DocumentHead{Kind: inspect.DocumentKind(kind), Number: number, Organ: organ, Version: len(before) + 1, IssuedAt: tx.At(),
		CheckpointSize: cp.Size, CheckpointRoot: fmt.Sprintf("%x", cp.Root[:])}, number, nil
}

// PDF is the file of an issued document. Errors: NotFound, Damaged.
func (p *Paper) PDF(ctx context.Context, a inspect.Actor, id string) ([]byte, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	paper, err := store.Get[inspect.Paper](ctx, p.c.db, inspect.NounPaper, id)
	if err != nil {
		return nil, err
	}
	return p.c.pdf(documents, paper.PDF)
}

// Save copies an issued document's PDF to a place of the user's choice.
func (p *Paper) Save(ctx context.Context, a inspect.Actor, id, out string) error {
	b, err := p.PDF(ctx, a, id)
	if err != nil {
		return err
	}
	return writeFile(out, b)
}

// Printed records that a document was printed for signing, with its copies (P5,
// P6). Every print after the first is a 补打, with a PDF of its own that says so.
func (p *Paper) Printed(ctx context.Context, a inspect.Actor, id string, copies int) (inspect.Paper, error) {
	if err := a.May(inspect.ActDocument); err != nil {
		return inspect.Paper{}, err
	}
	if copies < 1 {
		return inspect.Paper{}, inspect.E(inspect.Invalid, "打印份数应为1份以上").WithField("copies")
	}
	return p.put(ctx, a, id, "paper.print", func(tx *store.Tx, x *inspect.Paper) error {
		again := x.State == inspect.PaperPrinted
		if err := x.State.To(inspect.PaperPrinted); err != nil {
			return err
		}
		x.State, x.Copies = inspect.PaperPrinted, x.Copies+copies
		if again {
			return p.reprint(ctx, tx, x, copies)
		}
		x.PrintedAt = tx.At()
		return nil
	})
}

// AttachScan files the image of the signed original (签字原件影像).
func (p *Paper) AttachScan(ctx context.Context, a inspect.Actor, id, path string) (inspect.Paper, error) {
	if err := a.May(inspect.ActDocument); err != nil {
		return inspect.Paper{}, err
	}
	item, err := p.c.media.Add(ctx, path, nil)
	if err != nil {
		return inspect.Paper{}, err
	}
	return p.put(ctx, a, id, "paper.file", func(_ *store.Tx, x *inspect.Paper) error {
		if err := x.State.To(inspect.PaperFiled); err != nil {
			return err
		}
		x.State, x.Scan, x.ScanName = inspect.PaperFiled, item.SHA256, item.Name
		return nil
	})
}

// Void takes a document out of use; it stays on record.
func (p *Paper) Void(ctx context.Context, a inspect.Actor, id, reason string) (inspect.Paper, error) {
	if err := a.May(inspect.ActDocument); err != nil {
		return inspect.Paper{}, err
	}
	if strings.TrimSpace(reason) == "" {
		return inspect.Paper{}, inspect.E(inspect.Invalid, "作废文书应写明理由").WithField("reason").WithArticle("第二十条")
	}
	return p.put(ctx, a, id, "paper.void", func(_ *store.Tx, x *inspect.Paper) error {
		if err := x.State.To(inspect.PaperVoid); err != nil {
			return err
		}
		x.State, x.VoidReason = inspect.PaperVoid, strings.TrimSpace(reason)
		return nil
	})
}

func (p *Paper) put(ctx context.Context, a inspect.Actor, id, action string, fn func(*store.Tx, *inspect.Paper) error) (inspect.Paper, error) {
	var x inspect.Paper
	err := p.c.write(ctx, a, inspect.ActDocument, func(tx *store.Tx) (err error) {
		if x, err = store.Get[inspect.Paper](ctx, tx, inspect.NounPaper, id); err != nil {
			return err
		}
		if err := p.c.oursOf(ctx, tx, inspect.Noun(x.Noun), x.Ref); err != nil {
			return err
		}
		grant, err := p.c.paperGrant(ctx, tx, a, x)
		if err != nil {
			return err
		}
		if err := fn(tx, &x); err != nil {
			return err
		}
		_, err = tx.Put(ctx, inspect.NounPaper, id, x, store.Event{Action: action, Article: "第二十条", Grant: grant})
		return err
	})
	return x, err
}

// paperGrant is the grant under which a document of a visit or team is changed.
func (c *core) paperGrant(ctx context.Context, tx *store.Tx, a inspect.Actor, x inspect.Paper) (string, error) {
	switch inspect.Noun(x.Noun) {
	case inspect.NounVisit:
		v, err := store.Get[inspect.Visit](ctx, tx, inspect.NounVisit, x.Ref)
		return grantOf(a, v), err
	case inspect.NounTeam:
		t, err := store.Get[inspect.Team](ctx, tx, inspect.NounTeam, x.Ref)
		if err != nil {
			return "", err
		}
		return c.teamGrant(ctx, tx, t)
	}
	return "", nil
}

// writeFile writes through a temporary file, synced, and renames it.
func writeFile(path string, b []byte) error {
	fail := func(err error) error {
		return inspect.E(inspect.Storage, "无法写入文件：%s", path).WithRef(path).Because(err).WithHint("检查文件夹是否存在、是否只读、磁盘是否已满")
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".partial-*")
	if err != nil {
		return fail(err)
	}
	defer os.Remove(f.Name()) // nothing is left to remove after the rename
	if _, err = f.Write(b); err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return fail(err)
	}
	return nil
}
