package store

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"shuangsuiji/backend/inspect"
)

// Doctor checks the database: pages, every version and blob against its
// digest, every head against its projection, the audit tree against its
// leaves. It returns a sentence per problem, naming the row; none = clean.
func (s *Store) Doctor(ctx context.Context, origin string) ([]string, error) {
	problems := []string{}
	if err := checkFile(ctx, s.dir+"/data.db"); err != nil {
		problems = append(problems, err.Error())
	}
	for _, check := range []func(context.Context) ([]string, error){s.checkVersions, s.checkBlobs, s.checkProjections} {
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

func (s *Store) checkVersions(ctx context.Context) ([]string, error) {
	rows, err := s.ro.QueryContext(ctx, `SELECT digest, noun, id, body, log, (SELECT count(*) FROM log) FROM version`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := []string{}
	for rows.Next() {
		var digest, noun, id string
		var body []byte
		var seq, size int64
		if err := rows.Scan(&digest, &noun, &id, &body, &seq, &size); err != nil {
			return nil, err
		}
		if Digest(body) != digest {
			out = append(out, fmt.Sprintf("%s %s 的版本 %.12s 内容被改动", inspect.Noun(noun).Label(), id, digest))
		}
		if seq >= size {
			out = append(out, fmt.Sprintf("%s %s 的版本 %.12s 没有对应的留痕", inspect.Noun(noun).Label(), id, digest))
		}
	}
	return out, rows.Err()
}

func (s *Store) checkBlobs(ctx context.Context) ([]string, error) {
	rows, err := s.ro.QueryContext(ctx, `SELECT digest, body FROM blob`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := []string{}
	for rows.Next() {
		var digest string
		var body []byte
		if err := rows.Scan(&digest, &body); err != nil {
			return nil, err
		}
		if Digest(body) != digest {
			out = append(out, fmt.Sprintf("内容 %.12s 被改动", digest))
		}
	}
	return out, rows.Err()
}

// checkProjections recomputes every projection row from its head and compares.
func (s *Store) checkProjections(ctx context.Context) ([]string, error) {
	out := []string{}
	for _, noun := range slices.Sorted(maps.Keys(projections)) {
		p := projections[noun]
		rows, err := s.ro.QueryContext(ctx, `SELECT n.*, v.body FROM `+p.table+` n LEFT JOIN version v ON v.digest=n.head`)
		if err != nil {
			return nil, err
		}
		defer rows.Close()
		cols, err := rows.Columns()
		if err != nil {
			return nil, err
		}
		for rows.Next() {
			got := make([]any, len(cols))
			ptr := make([]any, len(cols))
			for i := range got {
				ptr[i] = &got[i]
			}
			if err := rows.Scan(ptr...); err != nil {
				return nil, err
			}
			body, ok := got[len(got)-1].([]byte)
			if !ok {
				out = append(out, fmt.Sprintf("%s %v 的当前版本不存在", noun.Label(), got[0]))
				continue
			}
			v, err := ParseVersion(body)
			if err != nil {
				out = append(out, fmt.Sprintf("%s %v 的当前版本无法读取", noun.Label(), got[0]))
				continue
			}
			want, err := p.values(v.Body)
			if err != nil || v.ID != got[0] || !sameRow(want, got[2:len(got)-1]) {
				out = append(out, fmt.Sprintf("%s %v 的列表内容与其版本不符", noun.Label(), got[0]))
			}
		}
		if err := rows.Err(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func sameRow(want, got []any) bool {
	return slices.EqualFunc(want, got, func(a, b any) bool { return fmt.Sprint(a) == fmt.Sprint(b) })
}
