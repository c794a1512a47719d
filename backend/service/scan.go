package service

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/scan"
	"shuangsuiji/backend/store"
)

// Scan is the 扫描收件箱 (P5): a mixed pile of signed pages goes through the
// scanner once and is sorted by the code on each page.
type Scan struct{ c *core }

// ScanView is a batch with the documents its pages belong to.
type ScanView struct {
	Batch   inspect.ScanBatch `json:"batch"`
	Waiting int               `json:"waiting"` // pages for a hand
	Papers  []ScanPaper       `json:"papers"`
}

// ScanPaper is a document some of whose pages were scanned.
type ScanPaper struct {
	Paper   inspect.Paper `json:"paper"`
	Missing []int         `json:"missing"` // pages not scanned yet
	Whole   bool          `json:"whole"`   // may be filed
}

// Add reads scans, keeps them unchanged, and puts every page into its document
// by its code. What cannot be placed waits for a hand; nothing is dropped. name
// "" names the batch after its first file. progress counts pages.
func (s *Scan) Add(ctx context.Context, a inspect.Actor, name string, paths []string, progress func(done, total int64, note string)) (ScanView, error) {
	if err := a.May(inspect.ActDocument); err != nil {
		return ScanView{}, err
	}
	files, err := scan.Files(paths)
	if err != nil {
		return ScanView{}, err
	}
	if progress == nil {
		progress = func(int64, int64, string) {}
	}
	b := inspect.ScanBatch{ID: store.NewID(), Name: name, Files: []inspect.ScanFile{}, Pages: []inspect.ScanPage{}}
	if b.Name == "" {
		b.Name = filepath.Base(files[0])
	}
	for i, path := range files {
		if err := s.read(ctx, &b, path, func(page, pages int) {
			progress(int64(len(b.Pages)), int64(len(b.Pages)-page+pages), fmt.Sprintf("第%d个文件，共%d个；第%d页，共%d页", i+1, len(files), page, pages))
		}); err != nil {
			return ScanView{}, err
		}
	}
	err = s.c.write(ctx, a, inspect.ActDocument, func(tx *store.Tx) error {
		b.At, b.By = tx.At(), a.Name
		if err := s.again(ctx, tx, b); err != nil {
			return err
		}
		touched := []inspect.Paper{}
		for i := range b.Pages {
			if err := s.sort(ctx, tx, &b, i, &touched); err != nil {
				return err
			}
		}
		for _, p := range touched {
			if err := s.putPaper(ctx, tx, a, p, "paper.scan"); err != nil {
				return err
			}
		}
		return s.put(ctx, tx, &b, "scan.add", "")
	})
	if err != nil {
		return ScanView{}, err
	}
	return s.Get(ctx, a, b.ID)
}

// read keeps a file and the picture of each of its pages.
func (s *Scan) read(ctx context.Context, b *inspect.ScanBatch, path string, tell func(page, pages int)) error {
	item, err := s.c.media.Add(ctx, path, nil)
	if err != nil {
		return err
	}
	file := inspect.ScanFile{Name: item.Name, SHA256: item.SHA256, SM3: item.SM3, Size: item.Size}
	err = scan.Read(ctx, path, func(p scan.Page, pages int) error {
		page := inspect.ScanPage{No: len(b.Pages) + 1, File: len(b.Files), FilePage: p.No, Code: p.Text, Turn: p.Turn, State: inspect.ScanWaiting}
		switch {
		case p.Fault != "":
			page.Fault, page.Note = inspect.ScanBroken, p.Fault
		case p.Blank:
			page.Fault, page.Note = inspect.ScanBlank, "这一页上没有内容"
		case p.Text == "":
			page.Fault, page.Note = inspect.ScanNoCode, "没有读出二维码：可能折角、盖住或不是本程序的文书"
		}
		if p.Image != nil {
			var err error
			if page.Image, err = s.c.keep(ctx, p.Image); err != nil {
				return err
			}
		}
		b.Pages = append(b.Pages, page)
		file.Pages = pages
		tell(p.No, pages)
		return nil
	})
	b.Files = append(b.Files, file)
	return err
}

// again refuses a file that was sorted before: its pages would all be double.
func (s *Scan) again(ctx context.Context, tx *store.Tx, b inspect.ScanBatch) error {
	before, _, err := store.List[inspect.ScanBatch](ctx, tx, inspect.NounScan, store.Filter{})
	if err != nil {
		return err
	}
	for _, old := range before {
		for _, f := range old.Files {
			if slices.ContainsFunc(b.Files, func(n inspect.ScanFile) bool { return n.SHA256 == f.SHA256 }) {
				return inspect.E(inspect.Conflict, "这个扫描件已经收过：%s（批次“%s”，%s）", f.Name, old.Name, inspect.Minute(old.At)).
					WithRef(old.ID).WithHint("在那个批次中继续处理；补扫的页另存为新的文件")
			}
		}
	}
	return nil
}

// sort places a page by its code.
func (s *Scan) sort(ctx context.Context, tx *store.Tx, b *inspect.ScanBatch, i int, touched *[]inspect.Paper) error {
	page := &b.Pages[i]
	if page.Fault != "" {
		return nil
	}
	code, ours := inspect.ParseScanCode(page.Code)
	if !ours {
		page.Fault, page.Note = inspect.ScanForeign, "二维码不是本程序文书的"
		return nil
	}
	page.Number, page.Sheet = code.Number, code.Page
	at := slices.IndexFunc(*touched, func(p inspect.Paper) bool { return p.Number == code.Number })
	if at < 0 {
		rows, _, err := store.List[inspect.Paper](ctx, tx, inspect.NounPaper, store.Where("number", code.Number))
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			page.Fault, page.Note = inspect.ScanForeign, fmt.Sprintf("本工作区没有编号为%s的文书", code.Number)
			return nil
		}
		at, *touched = len(*touched), append(*touched, rows[0])
	}
	paper := &(*touched)[at]
	page.Paper = paper.ID
	if paper.Snapshot != code.Snapshot {
		page.Fault, page.Note = inspect.ScanOld, fmt.Sprintf("%s的内容摘要与登记的不同（第%d版）", paper.Number, code.Version)
		return nil
	}
	if paper.Pages == 0 {
		paper.Pages = code.Pages // issued before the number was kept
	}
	fault, err := paper.Place(sheetOf(*b, *page, tx.At(), ""))
	if err != nil {
		page.Fault, page.Note = fault, inspect.ForPerson(err).Message
		return nil
	}
	page.State = inspect.ScanPlaced
	return nil
}

func sheetOf(b inspect.ScanBatch, p inspect.ScanPage, at, by string) inspect.Sheet {
	return inspect.Sheet{Page: p.Sheet, Image: p.Image, Turn: p.Turn, Batch: b.ID, No: p.No, Source: b.Files[p.File].SHA256, SourcePage: p.FilePage, ByHand: by, At: at}
}

// put stores a batch; it is done once no page waits.
func (s *Scan) put(ctx context.Context, tx *store.Tx, b *inspect.ScanBatch, action, detail string) error {
	b.Done = !slices.ContainsFunc(b.Pages, func(p inspect.ScanPage) bool { return p.State == inspect.ScanWaiting })
	_, err := tx.Put(ctx, inspect.NounScan, b.ID, *b, store.Event{Action: action, Article: "第二十条", Detail: detail})
	return err
}

func (s *Scan) putPaper(ctx context.Context, tx *store.Tx, a inspect.Actor, p inspect.Paper, action string) error {
	grant, err := s.c.paperGrant(ctx, tx, a, p)
	if err != nil {
		return err
	}
	_, err = tx.Put(ctx, inspect.NounPaper, p.ID, p, store.Event{Action: action, Article: "第二十条", Grant: grant})
	return err
}

// List lists the batches, the newest first.
func (s *Scan) List(ctx context.Context, a inspect.Actor) ([]ScanView, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return nil, err
	}
	rows, _, err := store.List[inspect.ScanBatch](ctx, s.c.db, inspect.NounScan, store.Filter{Order: "-id"})
	if err != nil {
		return nil, err
	}
	out := make([]ScanView, 0, len(rows))
	for _, b := range rows {
		v, err := s.view(ctx, b)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// Get reads a batch. Error: NotFound.
func (s *Scan) Get(ctx context.Context, a inspect.Actor, id string) (ScanView, error) {
	if err := a.May(inspect.ActRead); err != nil {
		return ScanView{}, err
	}
	b, err := store.Get[inspect.ScanBatch](ctx, s.c.db, inspect.NounScan, id)
	if err != nil {
		return ScanView{}, err
	}
	return s.view(ctx, b)
}

func (s *Scan) view(ctx context.Context, b inspect.ScanBatch) (ScanView, error) {
	v := ScanView{Batch: b, Papers: []ScanPaper{}}
	seen := map[string]bool{"": true}
	for _, p := range b.Pages {
		if p.State == inspect.ScanWaiting {
			v.Waiting++
		}
		if seen[p.Paper] {
			continue
		}
		seen[p.Paper] = true
		paper, err := store.Get[inspect.Paper](ctx, s.c.db, inspect.NounPaper, p.Paper)
		if err != nil {
			return v, err
		}
		v.Papers = append(v.Papers, ScanPaper{paper, paper.Missing(), paper.Whole()})
	}
	return v, nil
}
