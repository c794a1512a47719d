package service

import (
	"context"
	"fmt"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/store"
)

// evidence adds an item to a result package: its file when it is copied here, else
// a line that says where it is.
func (b *bundle) evidence(ctx context.Context, e inspect.Evidence) {
	b.history(ctx, inspect.NounEvidence, e.ID)
	why := map[inspect.EvidenceState]string{
		inspect.EvidencePending:    e.State.Label() + "：记录仪 " + e.Recorder + "，" + e.Officer + "佩戴",
		inspect.EvidenceReferenced: e.State.Label() + "：" + e.Place,
		inspect.EvidenceErased:     e.State.Label(),
	}[e.State]
	if why == "" {
		b.media(e.SHA256, e.Name)
	} else {
		b.left = append(b.left, pack.LeftOut{Name: e.Kind.Label() + " " + e.Title() + "（" + e.ID + "）", Reason: why})
	}
}

// erased tells whether a file was erased by approval, so that a package that still
// holds it does not bring it back.
func (c *core) erased(ctx context.Context, sha256 string) (bool, error) {
	n, err := store.Count(ctx, c.db, inspect.NounEvidence, store.Where("sha256", sha256, "state", string(inspect.EvidenceErased)))
	if err != nil || n == 0 {
		return false, err
	}
	needed, err := c.needed(ctx, sha256)
	return !needed, err
}

// sizeText is how long and how large an item is, as a list prints it.
func sizeText(e inspect.Evidence) string {
	size := ""
	if e.Size > 0 {
		size = fmt.Sprintf("%d 字节", e.Size)
	}
	switch {
	case e.State == inspect.EvidencePending:
		return "待采集站回填"
	case e.Kind == inspect.KindItem:
		return "实物"
	case e.Duration > 0 && size != "":
		return fmt.Sprintf("%.1f 秒 / %s", e.Duration, size)
	case e.Duration > 0:
		return fmt.Sprintf("%.1f 秒", e.Duration)
	}
	return size
}
