package service

import (
	"context"
	"fmt"
	"strings"

	"shuangsuiji/backend/audit"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/media"
	"shuangsuiji/backend/store"
)

// Trace shows and verifies the 全过程留痕 (art. 22).
type Trace struct{ c *core }

// LogPage is a page of audit entries, newest first.
type LogPage struct {
	Total int           `json:"total"`
	Rows  []audit.Entry `json:"rows"`
}

// Log lists audit entries; noun and id narrow when set.
func (t *Trace) Log(ctx context.Context, a inspect.Actor, noun, id string, page, size int) (LogPage, error) {
	if err := a.May(inspect.ActAudit); err != nil {
		return LogPage{}, err
	}
	rows, total, err := t.c.db.Log(ctx, inspect.Noun(noun), id, page, size)
	return LogPage{total, rows}, err
}

// Health is what doctor found.
type Health struct {
	OK         bool     `json:"ok"`
	Entries    int64    `json:"entries"`
	Checkpoint string   `json:"checkpoint"`
	Problems   []string `json:"problems"`
	Limit      string   `json:"limit"` // what this check cannot see
}

const traceLimit = "本机查验只能发现与现有日志不一致的改动；从未离开本机的记录，掌握本机的人可以整体重写。把检查点交给他人留存（打印、导出、随包送出）才能防止。"

// Verify recomputes the audit tree from its leaves.
func (t *Trace) Verify(ctx context.Context, a inspect.Actor) (Health, error) {
	if err := a.May(inspect.ActAudit); err != nil {
		return Health{}, err
	}
	origin, err := t.c.origin(ctx)
	if err != nil {
		return Health{}, err
	}
	cp, err := t.c.db.VerifyLog(ctx, origin)
	if inspect.CodeOf(err) == inspect.Damaged && err != nil {
		return Health{Problems: []string{err.Error()}, Limit: traceLimit}, nil
	}
	if err != nil {
		return Health{Limit: traceLimit}, err
	}
	problems, err := t.c.checkWitness(ctx, t.c.db)
	return Health{OK: err == nil && len(problems) == 0, Entries: cp.Size, Checkpoint: audit.Short(cp), Problems: problems, Limit: traceLimit}, err
}

// Doctor checks everything: database, versions, projections, log, evidence,
// documents. It names the damaged row or file.
func (t *Trace) Doctor(ctx context.Context, a inspect.Actor, progress func(done, total int64)) (Health, error) {
	if err := a.May(inspect.ActAudit); err != nil {
		return Health{}, err
	}
	origin, err := t.c.origin(ctx)
	if err != nil {
		return Health{}, err
	}
	problems, err := t.c.records(ctx, origin)
	if err != nil {
		return Health{}, err
	}
	rolled, err := t.c.checkWitness(ctx, t.c.db)
	if err != nil {
		return Health{}, err
	}
	problems = append(problems, rolled...)
	damaged, err := t.c.verifyEvidence(ctx, progress)
	if err != nil {
		return Health{}, err
	}
	problems = append(problems, damaged...)
	cp, err := t.c.checkpoint(ctx, t.c.db)
	return Health{OK: len(problems) == 0, Entries: cp.Size, Checkpoint: cp.short, Problems: problems, Limit: traceLimit}, err
}

// records checks all but the evidence: the database and the documents' files.
func (c *core) records(ctx context.Context, origin string) ([]string, error) {
	problems, err := c.db.Doctor(ctx, origin)
	if err != nil {
		return problems, err
	}
	papers, _, err := store.List[inspect.Paper](ctx, c.db, inspect.NounPaper, store.Filter{})
	for _, p := range papers {
		if _, err := c.pdf(documents, p.PDF); err != nil {
			problems = append(problems, fmt.Sprintf("文书 %s（%s）的文件缺失或被改动", p.Number, p.Name))
		}
	}
	return problems, err
}

// verifyEvidence hashes every copied file again and says which are missing or
// damaged, and which erased ones are still there. progress counts bytes of all.
func (c *core) verifyEvidence(ctx context.Context, progress func(done, total int64)) ([]string, error) {
	var rows []inspect.Evidence
	total, done, out := int64(0), int64(0), []string{}
	err := store.Each(ctx, c.db, inspect.NounEvidence, func(e inspect.Evidence) error {
		if e.State == inspect.EvidenceCopied {
			total += e.Size
		}
		if e.State == inspect.EvidenceCopied || e.State == inspect.EvidenceErased {
			rows = append(rows, e)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, e := range rows {
		if e.State == inspect.EvidenceErased {
			left, err := c.leftBehind(ctx, e.SHA256)
			if err != nil {
				return nil, err
			}
			if left {
				out = append(out, "证据材料：“"+e.Name+"”已批准销毁，但文件还在（"+e.SHA256+"），请再次执行销毁")
			}
			continue
		}
		err := c.media.Verify(ctx, media.Item{SHA256: e.SHA256, SM3: e.SM3, Size: e.Size, Name: e.Name}, func(n, _ int64) {
			if progress != nil {
				progress(done+n, total)
			}
		})
		done += e.Size
		if err == nil {
			continue
		}
		if code := inspect.CodeOf(err); code != inspect.Damaged && code != inspect.NotFound {
			return nil, err
		}
		text := err.Error()
		if inspect.CodeOf(err) == inspect.NotFound {
			text = "“" + e.Name + "”：" + text
		}
		out = append(out, "证据材料："+text)
	}
	return out, nil
}

// leftBehind tells whether the file of erased evidence is still there though no row
// needs it.
func (c *core) leftBehind(ctx context.Context, sha256 string) (bool, error) {
	f, err := c.media.Open(sha256)
	if inspect.CodeOf(err) == inspect.NotFound {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	f.Close()
	needed, err := c.needed(ctx, sha256)
	return !needed, err
}

// Checkpoint is the signed checkpoint, to be handed to others.
func (t *Trace) Checkpoint(ctx context.Context, a inspect.Actor, out string) error {
	if err := a.May(inspect.ActAudit); err != nil {
		return err
	}
	note, _, err := t.c.signedCheckpoint(ctx, t.c.db)
	if err != nil {
		return err
	}
	if err := t.c.witness(ctx, t.c.db); err != nil {
		return err
	}
	return writeFile(out, note)
}

// Export writes every leaf, one a line, so that anybody can recompute the root.
func (t *Trace) Export(ctx context.Context, a inspect.Actor, out string) error {
	if err := a.May(inspect.ActAudit); err != nil {
		return err
	}
	cp, err := t.c.checkpoint(ctx, t.c.db)
	if err != nil {
		return err
	}
	leaves, err := t.c.db.Leaves(ctx, 0, cp.Size)
	if err != nil {
		return err
	}
	var b strings.Builder
	for _, l := range leaves {
		b.Write(l)
		b.WriteByte('\n')
	}
	return writeFile(out, []byte(b.String()))
}

// Prove writes the inclusion proof of one entry against the signed checkpoint.
func (t *Trace) Prove(ctx context.Context, a inspect.Actor, seq int64, out string) error {
	if err := a.May(inspect.ActAudit); err != nil {
		return err
	}
	note, cp, err := t.c.signedCheckpoint(ctx, t.c.db)
	if err != nil {
		return err
	}
	leaves, err := t.c.db.Leaves(ctx, seq, seq+1)
	if err != nil {
		return err
	}
	if len(leaves) != 1 {
		return inspect.E(inspect.NotFound, "没有第%d条留痕", seq)
	}
	proof, err := audit.ProveInclusion(cp.Size, seq, t.c.db.Hashes(ctx))
	if err != nil {
		return err
	}
	return writeFile(out, audit.InclusionProofFile(seq, leaves[0], proof, note))
}
