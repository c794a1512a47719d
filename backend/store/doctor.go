package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"

	"shuangsuiji/backend/audit"
	"shuangsuiji/backend/inspect"
)

// Doctor checks the database: pages; every version and blob against its
// digest; every version and every field edit against the audit leaf that
// vouches for it, what was wiped included; every head, projection and search index against the versions; the
// audit tree against its leaves. It returns a sentence per problem, naming the row;
// none = clean.
func (s *Store) Doctor(ctx context.Context, origin string) ([]string, error) {
	s.storing.Lock() // not in the middle of an import
	defer s.storing.Unlock()
	problems := []string{}
	if err := checkFile(ctx, s.dir+"/data.db"); err != nil {
		problems = append(problems, err.Error())
	}
	if noun, why := s.Held(); noun != "" {
		e := inspect.ForPerson(why)
		return append(problems, fmt.Sprintf("%s有一次已确认的导入还没有全部入库，其余各项待入库后查验：%s。%s", noun.Label(), e.Message, e.Hint)), nil
	}
	for _, check := range []func(context.Context) ([]string, error){s.checkVersions, s.checkTraces, s.checkWiped, s.checkLogRows, s.checkEdits,
		s.checkBlobs, s.checkHeads, s.checkProjections, s.checkGrams} {
		found, err := check(ctx)
		if err != nil {
			return problems, explain(err, s.dir)
		}
		problems = append(problems, found...)
	}
	if _, err := s.VerifyLog(ctx, origin); err != nil {
		if inspect.CodeOf(err) != inspect.Damaged {
			return problems, err
		}
		problems = append(problems, err.Error())
	}
	return problems, nil
}

// each runs fn for every row of a query.
func (s *Store) each(ctx context.Context, query string, fn func(*sql.Rows) error) error {
	rows, err := s.ro.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := fn(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// checkVersions holds every stored body to its digest and its columns.
func (s *Store) checkVersions(ctx context.Context) ([]string, error) {
	out := []string{}
	return out, s.each(ctx, `SELECT digest, noun, id, parent, grant_id, person, device, at, body FROM version`, func(rows *sql.Rows) error {
		var digest, noun, id, parent, grant, person, device, at string
		var body []byte
		if err := rows.Scan(&digest, &noun, &id, &parent, &grant, &person, &device, &at, &body); err != nil {
			return err
		}
		plain, err := s.box.open(nil, digest, body)
		var v Version
		if err == nil {
			v, err = ParseVersion(plain)
		}
		switch {
		case Digest(plain) != digest:
			out = append(out, fmt.Sprintf("%s %s 的版本 %.12s 内容被改动", inspect.Noun(noun).Label(), id, digest))
		case err != nil || string(v.Noun) != noun || v.ID != id || v.Parent != parent || v.Grant != grant || v.Person != person || v.Device != device || v.At != at:
			out = append(out, fmt.Sprintf("%s %s 的版本 %.12s 的登记项被改动", inspect.Noun(noun).Label(), id, digest))
		}
		return nil
	})
}

// checkTraces holds every version written here to the leaf that names it: its
// digest, or for a bulk write the digest of the list. Versions received in a
// package are vouched for by the package's signature.
func (s *Store) checkTraces(ctx context.Context) ([]string, error) {
	out := []string{}
	var seq, last int64 = 0, -1
	var leaf, have []byte
	var list strings.Builder
	n := 0
	judge := func() {
		if n == 0 {
			return
		}
		e, err := audit.ParseLeaf(have)
		text := list.String()
		if err != nil || e.After != Digest([]byte(text)) && (n != 1 || e.After+"\n" != text) {
			out = append(out, fmt.Sprintf("第%d条留痕与它登记的%d个版本不符", last, n))
		}
	}
	err := s.each(ctx, `SELECT v.log, v.digest, l.leaf FROM
		(SELECT log, digest, rowid AS num FROM version WHERE package='' UNION ALL SELECT log, digest, num FROM wiped WHERE package='') v
		LEFT JOIN log l ON l.seq=v.log ORDER BY v.log, v.num`, func(rows *sql.Rows) error {
		var digest string
		if err := rows.Scan(&seq, &digest, &leaf); err != nil {
			return err
		}
		if leaf == nil {
			out = append(out, fmt.Sprintf("版本 %.12s 没有对应的留痕（第%d条）", digest, seq))
			return nil
		}
		if seq != last {
			judge()
			list.Reset()
			last, n, have = seq, 0, slices.Clone(leaf)
		}
		list.WriteString(digest + "\n")
		n++
		return nil
	})
	judge()
	return out, err
}

// checkLogRows holds the columns that lists filter by to the leaf itself, and
// looks for what an entry speaks of and is gone.
func (s *Store) checkLogRows(ctx context.Context) ([]string, error) {
	out := []string{}
	err := s.each(ctx, `SELECT min(seq), noun, id FROM log l WHERE noun<>'' AND CASE id
		WHEN '' THEN noun<>'device' AND NOT EXISTS (SELECT 1 FROM version v WHERE v.log=l.seq) AND NOT EXISTS (SELECT 1 FROM wiped w WHERE w.log=l.seq)
		ELSE NOT EXISTS (SELECT 1 FROM version v WHERE v.noun=l.noun AND v.id=l.id)
			AND NOT EXISTS (SELECT 1 FROM wiped w WHERE w.noun=l.noun AND w.id=l.id) END GROUP BY noun, id`, func(rows *sql.Rows) error {
		var seq int64
		var noun, id string
		if err := rows.Scan(&seq, &noun, &id); err != nil {
			return err
		}
		out = append(out, fmt.Sprintf("第%d条留痕所说的%s不存在：%s", seq, inspect.Noun(noun).Label(), cmp.Or(id, "批量写入的一批")))
		return nil
	})
	if err != nil {
		return out, err
	}
	return out, s.each(ctx, `SELECT seq, at, person, action, noun, id, leaf FROM log`, func(rows *sql.Rows) error {
		var want audit.Entry
		var leaf []byte
		if err := rows.Scan(&want.Seq, &want.At, &want.Person, &want.Action, &want.Noun, &want.ID, &leaf); err != nil {
			return err
		}
		e, err := audit.ParseLeaf(leaf)
		if err != nil || (audit.Entry{Seq: e.Seq, At: e.At, Person: e.Person, Action: e.Action, Noun: e.Noun, ID: e.ID}) != want {
			out = append(out, fmt.Sprintf("第%d条留痕的登记项被改动", want.Seq))
		}
		return nil
	})
}

// checkEdits holds the field edits to the leaves that cover them, and every
// open field to its last edit.
func (s *Store) checkEdits(ctx context.Context) ([]string, error) {
	lists := map[int64]*strings.Builder{}
	err := s.each(ctx, `SELECT log, seq, noun, id, path, old, new, rev, stale, person, at FROM edit WHERE log IS NOT NULL ORDER BY seq`, func(rows *sql.Rows) error {
		var log, seq, rev, stale int64
		var noun, id, path, old, value, person, at string
		if err := rows.Scan(&log, &seq, &noun, &id, &path, &old, &value, &rev, &stale, &person, &at); err != nil {
			return err
		}
		if lists[log] == nil {
			lists[log] = &strings.Builder{}
		}
		old, value, err := s.box.openPair(inspect.Noun(noun), id, path, old, value)
		if err != nil {
			old, value = "", "" // does not agree with its leaf
		}
		lists[log].WriteString(editLine(seq, rev, stale, path, old, value, person, at))
		return nil
	})
	if err != nil {
		return nil, err
	}
	out := []string{}
	err = s.each(ctx, `SELECT seq, id, leaf FROM log l WHERE action='edit'
		AND NOT EXISTS (SELECT 1 FROM wiped w WHERE w.noun=l.noun AND w.id=l.id)`, func(rows *sql.Rows) error {
		var seq int64
		var id string
		var leaf []byte
		if err := rows.Scan(&seq, &id, &leaf); err != nil {
			return err
		}
		e, err := audit.ParseLeaf(leaf)
		if lists[seq] == nil || err != nil || e.After != Digest([]byte(lists[seq].String())) {
			out = append(out, fmt.Sprintf("检查记录 %s 的逐字段修改与第%d条留痕不符", id, seq))
		}
		delete(lists, seq)
		return nil
	})
	for _, seq := range slices.Sorted(maps.Keys(lists)) {
		out = append(out, fmt.Sprintf("逐字段修改登记在第%d条留痕，但没有这条留痕", seq))
	}
	if err != nil {
		return out, err
	}
	return out, s.each(ctx, `SELECT d.id, d.path FROM draft d WHERE d.value IS NOT
		(SELECT new FROM edit e WHERE e.noun=d.noun AND e.id=d.id AND e.path=d.path AND e.stale=0 ORDER BY seq DESC LIMIT 1)`, func(rows *sql.Rows) error {
		var id, path string
		if err := rows.Scan(&id, &path); err != nil {
			return err
		}
		out = append(out, fmt.Sprintf("检查记录 %s 的“%s”与其修改历史不符", id, path))
		return nil
	})
}

func (s *Store) checkBlobs(ctx context.Context) ([]string, error) {
	out := []string{}
	return out, s.each(ctx, `SELECT digest, body FROM blob`, func(rows *sql.Rows) error {
		var digest string
		var body sql.RawBytes
		if err := rows.Scan(&digest, &body); err != nil {
			return err
		}
		plain, err := s.box.open(nil, digest, body)
		if err != nil || Digest(plain) != digest {
			out = append(out, fmt.Sprintf("内容 %.12s 被改动", digest))
		}
		return nil
	})
}

// checkHeads chooses every head anew from the versions and compares.
func (s *Store) checkHeads(ctx context.Context) ([]string, error) {
	heads := map[FormRef]string{}
	for _, noun := range slices.Sorted(maps.Keys(projections)) {
		err := s.each(ctx, `SELECT id, head FROM `+projections[noun].table, func(rows *sql.Rows) error {
			var id, head string
			err := rows.Scan(&id, &head)
			heads[FormRef{noun, id}] = head
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	out := []string{}
	var ref FormRef
	var links []link
	judge := func() {
		line := chain(links)
		switch have, ok := heads[ref]; {
		case len(line) == 0:
		case !ok:
			out = append(out, fmt.Sprintf("%s %s 不在列表中", ref.Noun.Label(), ref.ID))
		case have != line[len(line)-1]:
			out = append(out, fmt.Sprintf("%s %s 的当前版本不是最后一版", ref.Noun.Label(), ref.ID))
		}
		for _, l := range links {
			if l.parent != "" && !slices.ContainsFunc(links, func(p link) bool { return p.digest == l.parent }) {
				out = append(out, fmt.Sprintf("%s %s 的版本 %.12s 缺少上一版本", ref.Noun.Label(), ref.ID, l.digest))
			}
		}
		delete(heads, ref)
	}
	err := s.each(ctx, `SELECT v.noun, v.id, v.digest, v.parent, v.at, v.package='' FROM version v LEFT JOIN conflict c ON c.digest=v.digest
		WHERE coalesce(c.reason, '`+forkReason+`')='`+forkReason+`' ORDER BY v.noun, v.id, v.rowid`, func(rows *sql.Rows) error {
		var next FormRef
		var l link
		if err := rows.Scan(&next.Noun, &next.ID, &l.digest, &l.parent, &l.at, &l.own); err != nil {
			return err
		}
		if next != ref {
			judge()
			ref, links = next, links[:0]
		}
		links = append(links, l)
		return nil
	})
	judge()
	for left := range heads {
		out = append(out, fmt.Sprintf("%s %s 没有任何版本", left.Noun.Label(), left.ID))
	}
	return out, err
}

// checkProjections recomputes every projection row from its head and compares.
func (s *Store) checkProjections(ctx context.Context) ([]string, error) {
	out := []string{}
	for _, noun := range slices.Sorted(maps.Keys(projections)) {
		p := projections[noun]
		err := s.each(ctx, `SELECT n.id, n.head, n."`+strings.Join(p.cols, `", n."`)+`", v.id, v.at, v.body FROM `+p.table+` n JOIN version v ON v.digest=n.head`, func(rows *sql.Rows) error {
			got := make([]any, len(p.cols)+5)
			ptr := make([]any, len(got))
			for i := range got {
				ptr[i] = &got[i]
			}
			if err := rows.Scan(ptr...); err != nil {
				return err
			}
			raw, _ := got[len(got)-1].([]byte)
			at, _ := got[len(got)-2].(string)
			id, _ := got[len(got)-3].(string)
			head, _ := got[1].(string)
			raw, err := s.box.open(nil, head, raw)
			if err != nil {
				return nil // reported by checkVersions
			}
			v := Version{ID: id, At: at, Body: bodyOf(raw)} // checkVersions holds the rest of it to them
			want, err := p.row(v, nil)
			if err != nil {
				if v, err = ParseVersion(raw); err != nil {
					return nil // reported by checkVersions
				}
				want, err = p.row(v, nil)
			}
			if err != nil || v.ID != got[0] || !sameRow(want, got[2:len(got)-3]) {
				out = append(out, fmt.Sprintf("%s %v 的列表内容与其版本不符", noun.Label(), got[0]))
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

func sameRow(want, got []any) bool {
	return slices.EqualFunc(want, got, func(a, b any) bool { return a == b || fmt.Sprint(a) == fmt.Sprint(b) })
}
