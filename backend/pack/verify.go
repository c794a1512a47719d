package pack

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/trust"
)

const (
	sigExt  = ".sm2.sig"
	cmsExt  = ".sm2.p7s"
	certExt = ".crt.pem"

	maxManifest  = 256 << 20 // bytes; a million files
	maxMeta      = 8 << 20
	maxSignature = 256 << 10
)

// Verify judges the package at path, a ZIP or a folder, by what is in it and
// by the roots in pool, which may be empty or nil. It reads every byte once
// and writes nothing. The error is for what cannot be read at all, or ctx;
// whatever is damaged or hostile is an invalid Verdict that names the file and
// the rule. progress may be nil.
func Verify(ctx context.Context, path string, pool *trust.Pool, now time.Time, progress func(done, total int64)) (*Verdict, error) {
	t, bad, err := openTree(path)
	if err != nil {
		return nil, err
	}
	if bad != nil {
		return refuse(bad), nil
	}
	v, _, err := verifyTree(ctx, t, pool, now, progress)
	return v, errors.Join(err, t.close())
}

// refuse is the verdict on something whose files cannot even be listed.
func refuse(bad *flaw) *Verdict {
	v := &Verdict{Files: []FileVerdict{{Name: printable(bad.file), Problem: bad.rule}}, Signatures: []SignatureVerdict{}}
	v.conclude(nil)
	return v
}

// verifyTree also returns the digests of all files, for a Reader.
func verifyTree(ctx context.Context, t *tree, pool *trust.Pool, now time.Time, progress func(done, total int64)) (*Verdict, map[string]string, error) {
	c := &check{tree: t, problems: map[string]string{}, small: map[string][]byte{}}
	if err := c.hash(ctx, progress); err != nil {
		return nil, nil, err
	}
	c.manifests()
	c.meta()
	var standings []trust.Standing
	v := &Verdict{Meta: c.m, Tagmanifest: c.digests[tagmanifestName], Signatures: []SignatureVerdict{}}
	for _, s := range c.m.Signers {
		sv, standing := c.signature(s, pool, now)
		v.Signatures = append(v.Signatures, sv)
		standings = append(standings, standing)
	}
	v.Files = c.files()
	v.conclude(standings)
	return v, c.digests, nil
}

// check collects what one package breaks.
type check struct {
	tree     *tree
	digests  map[string]string // of every file that could be read
	small    map[string][]byte // the control files
	problems map[string]string // first broken rule by file
	m        Meta              // zero until it could be read
}

func (c *check) fault(name, format string, args ...any) {
	if c.problems[name] == "" {
		c.problems[name] = fmt.Sprintf(format, args...)
	}
}

// hash reads every file once and keeps the control files.
func (c *check) hash(ctx context.Context, progress func(done, total int64)) error {
	c.digests = map[string]string{}
	var done, total int64
	for _, size := range c.tree.sizes {
		total += size
	}
	buf := make([]byte, chunk)
	for _, name := range c.tree.names {
		limit := c.limit(name)
		if limit > 0 && c.tree.sizes[name] > limit {
			c.fault(name, "文件过大（%d 字节，最多 %d）", c.tree.sizes[name], limit)
			continue
		}
		r, err := c.tree.open(name)
		if err != nil {
			return unreadable(name, err)
		}
		h := sha256.New()
		in := io.LimitReader(r, c.tree.sizes[name]+1) // a file may grow under our hands
		var read int64
		for err == nil {
			if err := ctx.Err(); err != nil {
				return errors.Join(inspect.E(inspect.Canceled, "已取消验证").Because(err), r.Close())
			}
			var n int
			n, err = in.Read(buf)
			h.Write(buf[:n])
			if limit > 0 {
				c.small[name] = append(c.small[name], buf[:n]...)
			}
			read += int64(n)
			done += int64(n)
			if progress != nil {
				progress(done, max(total, done))
			}
		}
		if cerr := r.Close(); cerr != nil && err == io.EOF {
			err = cerr
		}
		switch {
		case err == errCRC:
			c.fault(name, "内容与压缩包里的校验值不符，已被改动或损坏")
		case err != io.EOF:
			return unreadable(name, err)
		case read != c.tree.sizes[name]:
			c.fault(name, "验证期间文件大小变了")
		}
		c.digests[name] = hex.EncodeToString(h.Sum(nil))
	}
	return nil
}

// limit is how large a control file may be; 0 for all others, which are never
// held in memory.
func (c *check) limit(name string) int64 {
	switch {
	case name == manifestName || name == tagmanifestName:
		return maxManifest
	case name == metaName:
		return maxMeta
	case name == bagitName || name == infoName || strings.HasPrefix(name, signaturesDir):
		return maxSignature
	}
	return 0
}

// manifests compares both lists with the files, each way.
func (c *check) manifests() {
	for _, name := range []string{bagitName, infoName, manifestName, metaName, tagmanifestName} {
		if _, ok := c.tree.sizes[name]; !ok {
			c.fault(name, "包里缺这个文件")
		}
	}
	if data, ok := c.small[bagitName]; ok && string(data) != bagitText {
		c.fault(bagitName, "不是 BagIt 1.0 的声明")
	}
	c.compare(manifestName, func(name string) bool { return strings.HasPrefix(name, dataDir) })
	c.compare(tagmanifestName, func(name string) bool {
		return name == bagitName || name == infoName || name == manifestName ||
			strings.HasPrefix(name, logDir) || strings.HasPrefix(name, metaDir)
	})
}

// compare holds one list against the files it is responsible for.
func (c *check) compare(list string, covers func(string) bool) {
	data, ok := c.small[list]
	if !ok {
		return
	}
	listed, err := parseManifest(data)
	if err != nil {
		c.fault(list, "%v", err)
		return
	}
	for name, want := range listed {
		got, present := c.digests[name]
		switch {
		case !covers(name):
			c.fault(list, "列了不归它管的文件 %s", name)
		case !present:
			if now := c.renamed(want, listed, covers); now != "" {
				c.fault(name, "被改名为 %s", printable(now))
			} else {
				c.fault(name, "清单里有，包里没有")
			}
		case got != want:
			c.fault(name, "内容与清单里的摘要不符，已被改动或损坏")
		}
	}
	for _, name := range c.tree.names {
		if _, ok := listed[name]; !ok && covers(name) {
			c.fault(name, "包里有，清单里没有")
		}
	}
}

// renamed finds a file that the list does not know and that has this digest.
func (c *check) renamed(digest string, listed map[string]string, covers func(string) bool) string {
	for _, name := range c.tree.names {
		if _, ok := listed[name]; !ok && covers(name) && c.digests[name] == digest {
			return name
		}
	}
	return ""
}

// meta reads the package description and what follows from it.
func (c *check) meta() {
	known := map[string]bool{tagmanifestName: true}
	if data, ok := c.small[metaName]; ok {
		m, err := parseMeta(data)
		if err != nil {
			c.fault(metaName, "%v", err)
		} else {
			c.m = m
			c.info()
		}
	}
	for _, s := range c.m.Signers {
		for _, ext := range []string{certExt, cmsExt, sigExt} {
			known[s.base()+ext] = true
		}
	}
	for _, name := range c.tree.names {
		switch rank(name) {
		case 2:
			if name != infoName && name != manifestName && !strings.HasPrefix(name, logDir) && !strings.HasPrefix(name, metaDir) {
				c.fault(name, "不是包里应有的文件")
			}
		case 4:
			if !known[name] {
				c.fault(name, "不属于包的说明里列出的任何签署者")
			}
		}
	}
}

// info demands the bag-info.txt that follows from the description.
func (c *check) info() {
	data, ok := c.small[infoName]
	if !ok {
		return
	}
	folder := c.tree.folder
	if folder == "" { // a folder on disk may have been renamed
		folder = infoFolder(data)
	}
	files, size := 0, int64(0)
	for name, n := range c.tree.sizes {
		if strings.HasPrefix(name, dataDir) {
			files++
			size += n
		}
	}
	if string(encodeInfo(c.m, folder, size, files)) != string(data) {
		c.fault(infoName, "与包的说明、文件夹名或内容的大小不一致")
	}
}

// signature checks the three files of one announced signer.
func (c *check) signature(s SignerMeta, pool *trust.Pool, now time.Time) (SignatureVerdict, trust.Standing) {
	v := SignatureVerdict{Name: s.Name, Role: s.Role, Meaning: s.Meaning, Fingerprint: s.Fingerprint, State: Broken}
	fail := func(ext, format string, args ...any) (SignatureVerdict, trust.Standing) {
		v.Sentence = fmt.Sprintf(format, args...)
		c.fault(s.base()+ext, "%s", v.Sentence)
		return v, trust.Standing{}
	}
	signed, ok := c.small[tagmanifestName]
	if !ok {
		v.Sentence = "被签署的清单不在包里"
		return v, trust.Standing{}
	}
	for _, ext := range []string{certExt, cmsExt, sigExt} {
		if _, ok := c.small[s.base()+ext]; !ok {
			return fail(ext, "签署者「%s」的签名文件不在包里", s.Name)
		}
	}
	cert, chain, err := trust.SplitChain(c.small[s.base()+certExt])
	if err != nil {
		return fail(certExt, "%v", err)
	}
	standing, err := pool.Check(cert, chain, now)
	if err != nil {
		return fail(certExt, "%v", err)
	}
	v.Root = standing.RootFingerprint
	if standing.Fingerprint != s.Fingerprint || standing.Name != s.Name {
		return fail(certExt, "证书不是包的说明里列出的签署者「%s」的", s.Name)
	}
	if err := trust.VerifySM2(cert, signed, c.small[s.base()+sigExt]); err != nil {
		return fail(sigExt, "%v", err)
	}
	if err := trust.VerifyCMS(cert, signed, c.small[s.base()+cmsExt]); err != nil {
		return fail(cmsExt, "%v", err)
	}
	created, err := time.Parse(TimeLayout, c.m.CreatedAt)
	if err != nil {
		return fail(certExt, "%v", err)
	}
	v.State, v.Sentence = judge(standing, created, now)
	if fresh := standing; v.State == ValidThen && standing.Stale {
		fresh.Stale = false
		state, _ := judge(fresh, created, now)
		v.Stale = state == Valid
	}
	return v, standing
}

// files lists everything present or missed, the payload first: a changed file
// is named before the signatures that no longer fit.
func (c *check) files() []FileVerdict {
	names := slices.Clone(c.tree.names)
	for name := range c.problems {
		if _, ok := c.tree.sizes[name]; !ok {
			names = append(names, name)
		}
	}
	slices.SortFunc(names, compareNames)
	out := make([]FileVerdict, 0, len(names))
	for _, name := range names {
		out = append(out, FileVerdict{name, c.problems[name] == "", c.problems[name]})
	}
	return out
}
