package service

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pdf"
	"shuangsuiji/backend/store"
)

// Place puts a waiting page into a document by hand: sheet is its page there.
func (s *Scan) Place(ctx context.Context, a inspect.Actor, batch string, no int, paper string, sheet int) (ScanView, error) {
	return s.change(ctx, a, batch, []int{no}, inspect.ScanWaiting, "scan.place", func(tx *store.Tx, b *inspect.ScanBatch, p *inspect.ScanPage) error {
		if p.Image == "" {
			return inspect.E(inspect.Refused, "第%d页没有取出图像，不能归入文书：%s", p.No, p.Note).WithArticle("第二十条").WithHint("重新扫描这一页，作为新的扫描件收入")
		}
		x, err := store.Get[inspect.Paper](ctx, tx, inspect.NounPaper, paper)
		if err != nil {
			return err
		}
		if code, ours := inspect.ParseScanCode(p.Code); ours && code.Snapshot != x.Snapshot {
			return inspect.E(inspect.Refused, "第%d页的二维码属于%s，不能归入%s", p.No, code.Number, x.Number).WithArticle("第二十条").WithRef(x.ID).WithHint("旧版本或别的文书的页不归档到这里")
		}
		if x.Pages == 0 {
			return inspect.E(inspect.Refused, "%s没有登记页数，不能逐页归入", x.Number).WithArticle("第二十条").WithRef(x.ID).WithHint("用“附签字件”整份归档")
		}
		p.Sheet = sheet
		if _, err := x.Place(sheetOf(*b, *p, tx.At(), a.Name)); err != nil {
			return err
		}
		p.State, p.Paper, p.Number, p.By = inspect.ScanPlaced, x.ID, x.Number, a.Name
		return s.putPaper(ctx, tx, a, x, "paper.scan")
	})
}

// Return takes a page out of its document again, as long as that is not filed.
func (s *Scan) Return(ctx context.Context, a inspect.Actor, batch string, no int) (ScanView, error) {
	return s.change(ctx, a, batch, []int{no}, inspect.ScanPlaced, "scan.return", func(tx *store.Tx, b *inspect.ScanBatch, p *inspect.ScanPage) error {
		x, err := store.Get[inspect.Paper](ctx, tx, inspect.NounPaper, p.Paper)
		if err != nil {
			return err
		}
		if x.State == inspect.PaperFiled {
			return inspect.E(inspect.Refused, "%s（%s）已经归档，不能退回其中的页", x.Name, x.Number).WithArticle("第二十条").WithRef(x.ID).WithHint("归档后发现差错的，另作情况说明")
		}
		x.Sheets = slices.DeleteFunc(x.Sheets, func(sh inspect.Sheet) bool { return sh.Batch == b.ID && sh.No == p.No })
		p.State, p.Fault, p.Note, p.By = inspect.ScanWaiting, inspect.ScanReturned, "从"+x.Number+"退回", a.Name
		return s.putPaper(ctx, tx, a, x, "paper.scan")
	})
}

// Aside says of waiting pages that they are not filed, and why. Blank pages
// need no reason; the pictures stay.
func (s *Scan) Aside(ctx context.Context, a inspect.Actor, batch string, nos []int, reason string) (ScanView, error) {
	reason = strings.TrimSpace(reason)
	return s.change(ctx, a, batch, nos, inspect.ScanWaiting, "scan.aside", func(_ *store.Tx, _ *inspect.ScanBatch, p *inspect.ScanPage) error {
		if reason == "" && p.Fault != inspect.ScanBlank {
			return inspect.E(inspect.Invalid, "第%d页不归档，应写明理由", p.No).WithField("reason").WithArticle("第二十条")
		}
		p.State, p.By, p.Reason = inspect.ScanAside, a.Name, reason
		if reason == "" {
			p.Reason = p.Fault.Label()
		}
		return nil
	})
}

// change does one thing with pages of a batch that are in a state.
func (s *Scan) change(ctx context.Context, a inspect.Actor, batch string, nos []int, from inspect.ScanState, action string,
	fn func(*store.Tx, *inspect.ScanBatch, *inspect.ScanPage) error) (ScanView, error) {
	err := s.c.write(ctx, a, inspect.ActDocument, func(tx *store.Tx) error {
		b, err := store.Get[inspect.ScanBatch](ctx, tx, inspect.NounScan, batch)
		if err != nil {
			return err
		}
		if len(nos) == 0 {
			return inspect.E(inspect.Invalid, "没有选页").WithField("pages")
		}
		for _, no := range nos {
			if no < 1 || no > len(b.Pages) {
				return inspect.E(inspect.NotFound, "批次“%s”没有第%d页", b.Name, no).WithRef(batch)
			}
			p := &b.Pages[no-1]
			if p.State != from {
				return inspect.E(inspect.Refused, "第%d页当前为“%s”，不能这样处理", no, p.State.Label()).WithArticle("第二十条").WithRef(batch).WithHint("刷新批次后再办")
			}
			if err := fn(tx, &b, p); err != nil {
				return err
			}
		}
		return s.put(ctx, tx, &b, action, strings.Trim(fmt.Sprint(nos), "[]"))
	})
	if err != nil {
		return ScanView{}, err
	}
	return s.Get(ctx, a, batch)
}

// File files documents whose every page was scanned: the pages are bound into
// one PDF, the 签字原件影像, beside the PDF that was issued; both digests are kept.
// Whoever files has looked whether each page is signed.
func (s *Scan) File(ctx context.Context, a inspect.Actor, papers []string) ([]inspect.Paper, error) {
	if err := a.May(inspect.ActDocument); err != nil {
		return nil, err
	}
	out := []inspect.Paper{}
	for _, id := range papers {
		x, err := store.Get[inspect.Paper](ctx, s.c.db, inspect.NounPaper, id)
		if err != nil {
			return out, err
		}
		if err := mayFile(x); err != nil {
			return out, err
		}
		bound, err := s.bind(x)
		if err != nil {
			return out, err
		}
		scan, err := s.c.keep(ctx, bound)
		if err != nil {
			return out, err
		}
		sheets := x.Sheets
		x, err = (&Paper{s.c}).put(ctx, a, id, "paper.file", func(_ *store.Tx, now *inspect.Paper) error {
			if err := mayFile(*now); err != nil {
				return err
			}
			if !slices.Equal(now.Sheets, sheets) {
				return inspect.E(inspect.Conflict, "%s的页刚刚有变动，没有归档", now.Number).WithRef(id).WithHint("再看一遍后重新归档")
			}
			now.State, now.Scan, now.ScanName = inspect.PaperFiled, scan, now.Name+" "+now.Number+" 签字原件影像.pdf"
			return nil
		})
		if err != nil {
			return out, err
		}
		out = append(out, x)
	}
	return out, nil
}

// mayFile refuses a document of which a page is missing.
func mayFile(x inspect.Paper) error {
	if missing := x.Missing(); len(missing) > 0 || x.Pages == 0 {
		return inspect.E(inspect.Refused, "%s（%s）还缺第%s页，不能归档", x.Name, x.Number, strings.Join(strings.Fields(strings.Trim(fmt.Sprint(missing), "[]")), "、")).
			WithArticle("第二十条").WithRef(x.ID).WithHint("补扫缺页后再归档")
	}
	if x.State == inspect.PaperIssued { // it was on paper, or it could not be scanned
		return inspect.E(inspect.Refused, "%s（%s）还没有登记打印，不能归档", x.Name, x.Number).WithArticle("第二十条").WithRef(x.ID).WithHint("先登记打印份数，再归档")
	}
	return x.State.To(inspect.PaperFiled)
}

func (s *Scan) bind(x inspect.Paper) ([]byte, error) {
	pictures := []pdf.Picture{}
	for _, sh := range x.Sheets {
		data, err := os.ReadFile(s.c.media.Path(sh.Image))
		if err != nil || store.Digest(data) != sh.Image {
			return nil, inspect.E(inspect.Damaged, "%s第%d页的影像缺失或被改动", x.Number, sh.Page).WithRef(sh.Image).WithHint("退回这一页，重新扫描").Because(err)
		}
		pictures = append(pictures, pdf.Picture{Data: data, Turn: sh.Turn})
	}
	issued, err := time.Parse(inspect.InstantLayout, x.IssuedAt)
	if err != nil {
		return nil, inspect.E(inspect.Damaged, "%s没有制作时间", x.Number).WithRef(x.ID).Because(err)
	}
	return pdf.Bind(x.Name+" "+x.Number+" 签字原件影像", "", issued.In(inspect.China).Format("2006-01-02T15:04:05-07:00"), pictures)
}

// keep stores bytes among the evidence files and gives their SHA-256.
func (c *core) keep(ctx context.Context, data []byte) (string, error) {
	f, err := os.CreateTemp(c.path("inbox"), "page-*")
	if err != nil {
		return "", inspect.E(inspect.Storage, "无法写入工作区：%s", c.path("inbox")).Because(err).WithHint("检查磁盘是否已满、是否只读")
	}
	defer os.Remove(f.Name()) // a copy is kept, this one is not
	_, err = f.Write(data)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return "", inspect.E(inspect.Storage, "无法写入工作区：%s", c.path("inbox")).Because(err).WithHint("检查磁盘是否已满、是否只读")
	}
	item, err := c.media.Add(ctx, f.Name(), nil)
	return item.SHA256, err
}
