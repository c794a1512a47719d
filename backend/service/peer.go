package service

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"shuangsuiji/backend/audit"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/pack"
	"shuangsuiji/backend/store"
	"shuangsuiji/backend/trust"
)

const (
	metaPeers = "peers" // []inspect.Peer
	metaForks = "forks" // []inspect.LogFork
	metaHeads = "heads" // sizes of the log at which packages left, the newest last

	maxHeads = 50 // earlier heads that a package proves itself to continue

	noteFile = "log/checkpoint.note"
	pastFile = "log/past.txt"
)

// pastSources prove that the log's present head continues those that earlier
// packages carried, and remember this one.
func (c *core) pastSources(ctx context.Context, r store.Reader, now audit.Checkpoint) (pack.Source, string, error) {
	text, err := store.Meta(ctx, r, metaHeads)
	if err != nil {
		return pack.Source{}, "", err
	}
	heads := strings.Fields(text)
	all := []audit.Past{}
	hashes := store.Hashes(ctx, r)
	for _, h := range heads {
		size, err := strconv.ParseInt(h, 10, 64)
		if err != nil {
			return pack.Source{}, "", err
		}
		root, err := audit.Root(size, hashes)
		if err != nil {
			return pack.Source{}, "", err
		}
		p, err := audit.ProveConsistency(now.Size, size, hashes)
		if err != nil {
			return pack.Source{}, "", err
		}
		all = append(all, audit.Past{Size: size, Root: root, Proof: p})
	}
	heads = append(heads, strconv.FormatInt(now.Size, 10))
	return pack.Bytes(pastFile, audit.PastFile(all)), strings.Join(heads[max(0, len(heads)-maxHeads):], " "), nil
}

// contact compares the log of a package's sender with what is known of it. A
// log that tells another story than before is refused, and the evidence kept.
func (d *Dispatch) contact(ctx context.Context, a inspect.Actor, r *pack.Reader, file string) (inspect.Peer, error) {
	m := r.Meta()
	signed, past, now, err := d.headOf(r)
	if err != nil {
		return inspect.Peer{}, err
	}
	peers, err := setting[inspect.Peer](ctx, d.c.db, metaPeers)
	if err != nil {
		return inspect.Peer{}, err
	}
	p := inspect.Peer{Origin: now.Origin, Heads: []inspect.PeerHead{}, Accepted: []inspect.LogAnswer{}}
	if i := slices.IndexFunc(peers, func(p inspect.Peer) bool { return p.Origin == now.Origin }); i >= 0 {
		p = peers[i]
	}
	offered, err := audit.OpenPastFile(past, now)
	if err != nil {
		return p, d.fork(ctx, a, m, p, now, signed, string(past), "它附的证明不成立", file, err)
	}
	if why := compare(p, now, offered); why != "" {
		return p, d.fork(ctx, a, m, p, now, signed, string(past), why, file, nil)
	}
	if now.Size < p.Size {
		return p, nil // an older package of the same log that comes late
	}
	p.Heads = []inspect.PeerHead{}
	for _, o := range offered {
		p.Heads = append(p.Heads, inspect.PeerHead{Size: o.Size, Root: fmt.Sprintf("%x", o.Root[:])})
	}
	p.Heads = append(p.Heads, inspect.PeerHead{Size: now.Size, Root: fmt.Sprintf("%x", now.Root[:])})
	p.Name, p.Fingerprint, p.Size, p.Short, p.Package, p.Note = m.Unit, m.KeyFingerprint, now.Size, audit.Short(now), m.ID, string(signed)
	return p, nil
}

// compare says why a head cannot be of the log that is known, "" = it can.
func compare(p inspect.Peer, now audit.Checkpoint, offered []audit.Past) string {
	root := fmt.Sprintf("%x", now.Root[:])
	same := func(heads []inspect.PeerHead, size int64, root string) (found, ok bool) {
		for _, h := range heads {
			if h.Size == size {
				return true, h.Root == root
			}
		}
		return false, false
	}
	switch found, ok := same(p.Heads, now.Size, root); {
	case len(p.Heads) == 0, ok:
		return ""
	case found:
		return fmt.Sprintf("同为%d条，树根不同", now.Size)
	}
	if now.Size < p.Size { // its later packages do not speak of it
		if now.Size < p.Heads[0].Size {
			return "" // older than what later packages prove
		}
		return "先收到的日志没有经过它"
	}
	for _, o := range offered {
		if o.Size == p.Size {
			if _, ok := same(p.Heads, o.Size, fmt.Sprintf("%x", o.Root[:])); ok {
				return ""
			}
			return fmt.Sprintf("它说第%d条时的树根与先收到的不同", o.Size)
		}
	}
	return "没有证明它是先收到的日志的延续"
}

// headOf reads the signed checkpoint and the earlier heads out of a package.
func (d *Dispatch) headOf(r *pack.Reader) (signed, past []byte, now audit.Checkpoint, err error) {
	m := r.Meta()
	bad := inspect.E(inspect.Damaged, "包里没有签署设备的日志检查点，没有导入").WithArticle("第二十二条").WithRef(m.ID).WithHint("请对方用新版程序重新制包")
	cert, err := r.Certificate()
	if err != nil {
		return nil, nil, now, err
	}
	about, err := trust.Describe(cert)
	if err != nil || about.LogVerifier == "" {
		return nil, nil, now, bad.Because(err)
	}
	sm, err := trust.SM2NoteVerifier(cert)
	if err != nil {
		return nil, nil, now, bad.Because(err)
	}
	known, err := audit.Signers(about.LogVerifier, sm)
	if err != nil {
		return nil, nil, now, bad.Because(err)
	}
	if signed, err = r.ReadFile(noteFile, 1<<20); err != nil {
		return nil, nil, now, bad.Because(err)
	}
	if past, err = r.ReadFile(pastFile, 1<<20); err != nil {
		return nil, nil, now, bad.Because(err)
	}
	if now, err = audit.OpenCheckpoint(signed, known); err != nil {
		return nil, nil, now, err
	}
	if now.Origin != "shuangsuiji/"+m.Device || now.Size != m.LogSize || fmt.Sprintf("%x", now.Root[:]) != m.Checkpoint {
		return nil, nil, now, inspect.E(inspect.Damaged, "包里的日志检查点与包的说明不是一回事，没有导入").WithArticle("第二十二条").WithRef(m.ID)
	}
	return signed, past, now, nil
}

// fork keeps the evidence and gives the refusal.
func (d *Dispatch) fork(ctx context.Context, a inspect.Actor, m pack.Meta, p inspect.Peer, now audit.Checkpoint, signed []byte, proof, why, file string, cause error) error {
	f := inspect.LogFork{ID: m.ID, Origin: now.Origin, Name: m.Unit, Why: why, Package: m.ID, File: file, Held: p.Note, Brought: string(signed), Proof: proof}
	err := d.c.write(ctx, a, inspect.ActDispatch, func(tx *store.Tx) error {
		list, err := setting[inspect.LogFork](ctx, tx, metaForks)
		if err != nil {
			return err
		}
		f.At = tx.At()
		if !slices.ContainsFunc(list, func(x inspect.LogFork) bool { return x.ID == f.ID }) {
			if err := saveSetting(ctx, tx, metaForks, append(list, f)); err != nil {
				return err
			}
		}
		return tx.Audit(ctx, store.Event{Action: "peer.fork", Article: "第二十二条", Detail: p.Short + " / " + audit.Short(now)}, "", "", store.Digest(signed))
	})
	if err != nil {
		return err
	}
	held := audit.Checkpoint{Origin: p.Origin}
	if n := len(p.Heads); n > 0 {
		if held, err = audit.Head(p.Origin, p.Heads[n-1].Size, p.Heads[n-1].Root); err != nil {
			return err
		}
	}
	return inspect.ForPerson(audit.Diverged(held, now, why)).WithArticle("第二十二条").Because(cause)
}

// keepPeer remembers the head that a package brought.
func keepPeer(ctx context.Context, tx *store.Tx, p inspect.Peer) error {
	if p.Note == "" {
		return nil
	}
	list, err := setting[inspect.Peer](ctx, tx, metaPeers)
	if err != nil {
		return err
	}
	p.At = tx.At()
	list = append(slices.DeleteFunc(list, func(x inspect.Peer) bool { return x.Origin == p.Origin }), p)
	return saveSetting(ctx, tx, metaPeers, list)
}

// Peers is what is known of other logs: their newest heads, and where one of
// them told two stories.
type Peers struct {
	Peers []inspect.Peer    `json:"peers"`
	Forks []inspect.LogFork `json:"forks"` // newest first
}

// Peers lists the other logs.
func (t *Trace) Peers(ctx context.Context, a inspect.Actor) (Peers, error) {
	out := Peers{[]inspect.Peer{}, []inspect.LogFork{}}
	if err := a.May(inspect.ActAudit); err != nil {
		return out, err
	}
	var err error
	if out.Peers, err = setting[inspect.Peer](ctx, t.c.db, metaPeers); err != nil {
		return out, err
	}
	if out.Forks, err = setting[inspect.LogFork](ctx, t.c.db, metaForks); err != nil {
		return out, err
	}
	slices.Reverse(out.Forks)
	slices.SortFunc(out.Peers, func(x, y inspect.Peer) int { return strings.Compare(x.Name, y.Name) })
	return out, nil
}

// AcceptFork lets a log go on from the head that was brought: the decision of a
// named person, for a device that was restored from a backup. Its package can be
// opened then. The evidence stays.
func (t *Trace) AcceptFork(ctx context.Context, a inspect.Actor, id, reason string) (inspect.LogFork, error) {
	var f inspect.LogFork
	if err := a.May(inspect.ActConflict); err != nil {
		return f, err
	}
	err := t.c.write(ctx, a, inspect.ActConflict, func(tx *store.Tx) error {
		forks, err := setting[inspect.LogFork](ctx, tx, metaForks)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(forks, func(x inspect.LogFork) bool { return x.ID == id })
		if i < 0 {
			return inspect.E(inspect.NotFound, "没有这处日志分叉").WithRef(id)
		}
		answer := inspect.LogAnswer{By: a.Name, At: tx.At(), Reason: reason}
		if err := forks[i].Decide(answer); err != nil {
			return err
		}
		f = forks[i]
		peers, err := setting[inspect.Peer](ctx, tx, metaPeers)
		if err != nil {
			return err
		}
		for n := range peers {
			if peers[n].Origin == f.Origin { // what comes next is the first contact again
				peers[n].Heads, peers[n].Size, peers[n].Accepted = []inspect.PeerHead{}, 0, append(peers[n].Accepted, *f.Answer)
			}
		}
		if err := saveSetting(ctx, tx, metaForks, forks); err != nil {
			return err
		}
		if err := saveSetting(ctx, tx, metaPeers, peers); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Event{Action: "peer.accept", Article: "第二十二条", Reason: f.Answer.Reason, Detail: f.Origin}, "", "", store.Digest([]byte(f.Brought)))
	})
	return f, err
}

// SaveFork writes the evidence of a fork: both signed checkpoints and the proof
// that fails, as text.
func (t *Trace) SaveFork(ctx context.Context, a inspect.Actor, id, out string) error {
	all, err := t.Peers(ctx, a)
	if err != nil {
		return err
	}
	for _, f := range all.Forks {
		if f.ID == id {
			return writeFile(out, []byte(fmt.Sprintf("日志分叉 %s（%s）\n%s %s\n\n== 先收到的检查点 ==\n%s\n== 后来的检查点（包 %s） ==\n%s\n== 后来的包附的证明，不成立或没有涉及先收到的 ==\n%s",
				f.Origin, f.Name, inspect.Minute(f.At), f.Why, f.Held, f.Package, f.Brought, f.Proof)))
		}
	}
	return inspect.E(inspect.NotFound, "没有这处日志分叉").WithRef(id)
}
