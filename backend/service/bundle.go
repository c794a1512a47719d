package service

import (
	"context"
	"fmt"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/store"
)

// bundle collects versions as package sources, each once, in the order added.
type bundle struct {
	c    *core
	r    store.Reader
	src  []pack.Source
	seen map[string]bool
	left []pack.LeftOut // what is listed but does not travel
	err  error
}

// head adds the present version of an aggregate: what a platform takes.
func (b *bundle) head(ctx context.Context, noun inspect.Noun, id string) {
	if b.err != nil || b.seen[string(noun)+id] {
		return
	}
	b.seen[string(noun)+id] = true
	raw, err := store.HeadBytes(ctx, b.r, noun, id)
	if err != nil {
		b.err = err
		return
	}
	b.version(noun, raw)
}

// history adds every version of an aggregate, oldest first: what another
// workspace needs to merge it with what came before, in any order.
func (b *bundle) history(ctx context.Context, noun inspect.Noun, id string) {
	if b.err != nil || b.seen[string(noun)+id] {
		return
	}
	b.seen[string(noun)+id] = true
	versions, err := store.History(ctx, b.r, noun, id)
	if err == nil && len(versions) == 0 {
		err = inspect.E(inspect.NotFound, "没有找到这项%s", noun.Label()).WithRef(id)
	}
	if err != nil {
		b.err = err
		return
	}
	for _, raw := range versions {
		b.version(noun, raw)
	}
}

func (b *bundle) version(noun inspect.Noun, raw []byte) {
	b.src = append(b.src, pack.Bytes(fmt.Sprintf("data/versions/%06d-%s-%s.json", len(b.src), noun, store.Digest(raw)[:16]), raw))
}

// media adds a stored file once; "" = there is none.
func (b *bundle) media(sha256, name string) {
	if b.err != nil || sha256 == "" || b.seen["media"+sha256] {
		return
	}
	b.seen["media"+sha256] = true
	s, err := pack.File("data/media/"+sha256[:2]+"/"+sha256+safeExt(name), b.c.media.Path(sha256), sha256)
	if err != nil {
		b.err = err
		return
	}
	b.src = append(b.src, s)
}

// document adds an issued PDF and its frozen snapshot.
func (b *bundle) document(ctx context.Context, p inspect.Paper) {
	if b.err != nil || b.seen["doc"+p.PDF] {
		return
	}
	b.seen["doc"+p.PDF] = true
	s, err := b.c.packedPDF(p.PDF)
	if err != nil {
		b.err = err
		return
	}
	snap, err := store.Blob(ctx, b.r, p.Snapshot)
	if err != nil {
		b.err = err
		return
	}
	b.src = append(b.src, s, pack.Bytes("data/docs/"+p.Snapshot+".json", snap))
	more := []string{}
	for _, again := range p.Reprints {
		more = append(more, again.PDF)
	}
	for _, drawn := range p.Drawn {
		more = append(more, drawn.PDF)
		signature, err := store.Blob(ctx, b.r, drawn.Digest)
		if err != nil {
			b.err = err
			return
		}
		b.src = append(b.src, pack.Bytes("data/docs/"+drawn.Digest+".json", signature))
	}
	for _, digest := range more {
		s, err := b.c.packedPDF(digest)
		if err != nil {
			b.err = err
			return
		}
		b.src = append(b.src, s)
	}
}
