package service

import (
	"context"
	"fmt"
	"os"
	"strings"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/pdf"
	"shuangsuiji/backend/store"
)

// Dossier binds files (卷): 一企一档, all of one subject, or all of a task, as one
// PDF. Nothing that is missing is left out silently: the list of contents says
// so (P15).
type Dossier struct{ c *core }

// DossierOf names the file: a task, or a subject.
type DossierOf struct {
	Task    string `json:"task"`
	Subject string `json:"subject"`
}

// DossierLine is an entry of the 卷内目录.
type DossierLine struct {
	Number  string `json:"number"`
	Title   string `json:"title"`
	Date    string `json:"date"`
	Note    string `json:"note"`
	Missing bool   `json:"missing"`
}

// DossierView is what a file would hold.
type DossierView struct {
	Kind     string        `json:"kind"`
	Title    string        `json:"title"`
	Lines    []DossierLine `json:"lines"`
	Missing  int           `json:"missing"`
	Evidence int           `json:"evidence"`
	Notes    []string      `json:"notes"`
}

// DossierFile is a bound file.
type DossierFile struct {
	Path   string      `json:"path"`
	Pages  int         `json:"pages"`
	SHA256 string      `json:"sha256"`
	View   DossierView `json:"view"`
}

// dossierItem is a part with where its pages are.
type dossierItem struct {
	pdf.DossierPart
	snapshot string          // of a document
	of       inspect.Paper   // that document
	scan     string          // a file of scanned pages
	sheets   []inspect.Sheet // single scanned pages
}

// dossier is a file being put together.
type dossier struct {
	c     *core
	r     store.Reader
	out   pdf.Dossier
	items []dossierItem
}

// Look lists what a file would hold and what is missing.
func (d *Dossier) Look(ctx context.Context, a inspect.Actor, of DossierOf) (DossierView, error) {
	if err := a.May(inspect.ActDocument); err != nil {
		return DossierView{}, err
	}
	f, err := d.gather(ctx, of)
	if err != nil {
		return DossierView{}, err
	}
	return f.view(), nil
}

func (f *dossier) view() DossierView {
	v := DossierView{Kind: f.out.Kind, Title: f.out.Title, Lines: []DossierLine{}, Evidence: len(f.out.Evidence), Notes: append([]string{}, f.out.Notes...)}
	for _, x := range f.items {
		line := DossierLine{Number: x.Number, Title: x.Title, Date: x.Date, Note: x.Note, Missing: x.snapshot == "" && x.scan == "" && len(x.sheets) == 0}
		if line.Missing {
			v.Missing++
		}
		v.Lines = append(v.Lines, line)
	}
	return v
}

// Bind writes the file to out. progress counts the parts; a canceled ctx leaves
// nothing behind.
func (d *Dossier) Bind(ctx context.Context, a inspect.Actor, of DossierOf, out string, progress func(done, total int64, note string)) (DossierFile, error) {
	if err := a.May(inspect.ActDocument); err != nil {
		return DossierFile{}, err
	}
	if out == "" {
		return DossierFile{}, inspect.E(inspect.Invalid, "没有写明卷宗保存到哪里").WithField("out")
	}
	if err := pack.Writable(out); err != nil {
		return DossierFile{}, err
	}
	f, err := d.gather(ctx, of)
	if err != nil {
		return DossierFile{}, err
	}
	fonts, err := d.c.fonts()
	if err != nil {
		return DossierFile{}, err
	}
	if progress == nil {
		progress = func(int64, int64, string) {}
	}
	for i := range f.items {
		if err := ctx.Err(); err != nil {
			return DossierFile{}, inspect.E(inspect.Canceled, "已取消装订").Because(err)
		}
		progress(int64(i), int64(2*len(f.items)), "读取："+f.items[i].Title)
		if err := f.load(ctx, &f.items[i]); err != nil {
			return DossierFile{}, err
		}
	}
	now := d.c.db.Now().In(inspect.China)
	f.out.Made, f.out.MadeOn, f.out.Maker = now.Format("2006-01-02T15:04:05-07:00"), now.Format("2006年1月2日"), a.Name
	for _, x := range f.items {
		f.out.Parts = append(f.out.Parts, x.DossierPart)
	}
	raw, pages, err := pdf.RenderDossier(fonts, f.out, func(done int) error {
		progress(int64(len(f.items)+done), int64(2*len(f.items)), "装订："+f.items[done].Title)
		if err := ctx.Err(); err != nil {
			return inspect.E(inspect.Canceled, "已取消装订").Because(err)
		}
		return nil
	})
	if err != nil {
		return DossierFile{}, err
	}
	if err := writeFile(out, raw); err != nil {
		return DossierFile{}, err
	}
	file := DossierFile{Path: out, Pages: pages, SHA256: store.Digest(raw), View: f.view()}
	return file, d.c.write(ctx, a, inspect.ActDocument, func(tx *store.Tx) error {
		noun, id := inspect.NounTask, of.Task
		if of.Subject != "" {
			noun, id = inspect.NounSubject, of.Subject
		}
		return tx.Audit(ctx, store.Event{Action: "dossier.bind", Article: "第二十条", Detail: fmt.Sprintf("%d页，缺%d项", pages, file.View.Missing)}, noun, id, file.SHA256)
	})
}

// load reads the pages of an item; what cannot be read becomes a note.
func (f *dossier) load(ctx context.Context, x *dossierItem) error {
	var err error
	if x.snapshot != "" {
		if x.Snapshot, err = store.Blob(ctx, f.r, x.snapshot); err == nil {
			x.Drawn, err = drawnOf(ctx, f.r, x.of)
		}
		return err
	}
	for _, s := range x.sheets {
		data, err := os.ReadFile(f.c.media.Path(s.Image))
		if err != nil || store.Digest(data) != s.Image {
			x.note("第%d页影像缺失或被改动，没有装入", s.Page)
			continue
		}
		x.Pictures = append(x.Pictures, pdf.Picture{Data: data, Turn: s.Turn})
	}
	if x.scan == "" {
		return nil
	}
	return f.loadScan(ctx, x)
}

func (x *dossierItem) note(format string, args ...any) {
	if x.Note != "" {
		x.Note += "；"
	}
	x.Note += fmt.Sprintf(format, args...)
}

func (f *dossier) add(x dossierItem) { f.items = append(f.items, x) }

func (f *dossier) missing(title, why string) {
	f.add(dossierItem{DossierPart: pdf.DossierPart{Title: title, Note: why}})
}

func (f *dossier) remark(format string, args ...any) {
	f.out.Notes = append(f.out.Notes, fmt.Sprintf(format, args...))
}

// paper adds a document: its signed original where there is one, else as issued.
func (f *dossier) paper(p inspect.Paper, prefix string) {
	x := dossierItem{DossierPart: pdf.DossierPart{Number: p.No(), Title: prefix + p.Name, Date: inspect.LegalDate(p.IssuedAt)}}
	switch {
	case p.State == inspect.PaperVoid:
		f.remark("%s（%s）已作废：%s", prefix+p.Name, p.No(), p.VoidReason)
		return
	case p.State == inspect.PaperFiled && p.Scan != "":
		x.scan, x.Note = p.Scan, "签字原件影像"
	case len(p.Sheets) > 0:
		x.sheets, x.Note = p.Sheets, "签字原件影像"
		if lack := p.Missing(); len(lack) > 0 {
			x.note("缺第%s页", strings.Join(strings.Fields(strings.Trim(fmt.Sprint(lack), "[]")), "、"))
		}
	default:
		x.snapshot, x.of = p.Snapshot, p
		if len(p.Drawn) > 0 {
			x.Note = "屏幕手写签名，附签名页"
		} else if !isNotice(inspect.DocumentKind(p.Kind)) {
			x.Note = "签发件，缺签字原件影像"
		}
	}
	for _, s := range p.Signings {
		if s.Refused {
			f.remark("%s（%s）：%s%s拒绝签字，见证人%s", p.Name, p.No(), s.Kind.Label(), s.Name, s.Witness)
		}
	}
	for _, c := range p.Changes {
		f.remark("%s（%s）第%d页有纸面改动：“%s”改为“%s”，%s捺指印", p.Name, p.No(), c.Page, c.From, c.To, c.Who)
	}
	f.add(x)
}

// papersOf adds the documents of something, in the order they were issued, and
// gives the kinds that stand.
func (f *dossier) papersOf(ctx context.Context, ref, prefix string) (map[string]bool, error) {
	rows, _, err := store.List[inspect.Paper](ctx, f.r, inspect.NounPaper, store.Where("ref", ref).Sorted("id"))
	kinds := map[string]bool{}
	for _, p := range rows {
		f.paper(p, prefix)
		if p.State != inspect.PaperVoid {
			kinds[p.Kind] = true
		}
	}
	return kinds, err
}
