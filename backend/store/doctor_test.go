package store_test

import (
	"fmt"
	"strings"
	"testing"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/store"
)

// storied is a store with one of everything that doctor looks at.
func storied(t *testing.T) *lab {
	l := newLab(t)
	l.subject("s-1", "1", "甲")
	l.subject("s-1", "1", "甲旅馆")
	l.ok(l.Write(l.ctx, clerk, func(tx *store.Tx) error {
		items := []store.Item{}
		for i := range 5 {
			items = append(items, store.Item{ID: subjectID(i), Aggregate: inspect.Subject{ID: subjectID(i), Name: fmt.Sprint(i), Trade: "旅馆业"}})
		}
		if _, err := tx.PutBlob(l.ctx, []byte("frame.txt")); err != nil {
			return err
		}
		return tx.PutMany(l.ctx, inspect.NounSubject, items, store.Event{Action: "test"})
	}))
	l.put(inspect.NounVisit, "v-1", inspect.Visit{ID: "v-1"})
	_, err := l.save("place", "一", 0)
	l.ok(err)
	_, err = l.save("place", "二", 1)
	l.ok(err)
	l.flush()
	l.subject("s-9", "9", "后来的")
	return l
}

// TestDoctorNamesTheDamage changes the file behind the program's back, once a
// way, and expects the damaged item by name, and nothing else named.
func TestDoctorNamesTheDamage(t *testing.T) {
	l := storied(t)
	if got := l.doctor(); got != "" {
		t.Fatalf("a sound store: %s", got)
	}
	_, head, err := store.GetHead[inspect.Subject](l.ctx, l, inspect.NounSubject, "s-1")
	l.ok(err)
	versions, err := store.History(l.ctx, l, inspect.NounSubject, "s-1")
	l.ok(err)
	first := store.Digest(versions[0])
	for _, c := range []struct {
		name, sql string
		want      string
	}{
		{"version body", `UPDATE version SET body=CAST(replace(body, '甲旅馆', '乙旅馆') AS BLOB) WHERE digest='` + head + `'`, "检查对象 s-1 的版本 " + head[:12] + " 内容被改动"},
		{"old version body", `UPDATE version SET body=CAST(replace(body, '甲', '丙') AS BLOB) WHERE digest='` + first + `'`, first[:12] + " 内容被改动"},
		{"version column", `UPDATE version SET person='p-2' WHERE digest='` + head + `'`, head[:12] + " 的登记项被改动"},
		{"version taken out", `DELETE FROM version WHERE digest='` + first + `'`, "检查对象 s-1 的版本 " + head[:12] + " 缺少上一版本"},
		{"version slipped in", `INSERT INTO version SELECT 'abc', noun, id, parent, grant_id, person, device, at, body, package, log FROM version WHERE digest='` + head + `'`, "版本 abc"},
		{"version without its leaf", `UPDATE version SET log=99 WHERE digest='` + head + `'`, head[:12] + " 没有对应的留痕"},
		{"all of an aggregate taken out", `DELETE FROM version WHERE id='s-9'`, "所说的检查对象不存在：s-9"},
		{"one of a bulk taken out", `DELETE FROM version WHERE id='` + subjectID(3) + `'`, "第2条留痕与它登记的4个版本不符"},
		{"a bulk taken out", `DELETE FROM version WHERE log=2`, "第2条留痕所说的检查对象不存在"},
		{"projection column", `UPDATE subject SET name='改名' WHERE id='s-1'`, "检查对象 s-1 的列表内容与其版本不符"},
		{"projection of an old version", `UPDATE subject SET head='` + first + `', name='甲', search='1 甲   ' WHERE id='s-1'`, "检查对象 s-1 的当前版本不是最后一版"},
		{"projection dropped", `DELETE FROM subject WHERE id='s-1'`, "检查对象 s-1 不在列表中"},
		{"projection without a version", `INSERT INTO subject (id, head, code, name, trade, department, station, status, search) SELECT 's-x', 'none', code, name, trade, department, station, status, search FROM subject WHERE id='s-1'`, "检查对象 s-x 没有任何版本"},
		{"log leaf", `UPDATE log SET leaf=CAST(replace(leaf, 'p-1', 'p-7') AS BLOB) WHERE seq=1`, "第 1 条日志的内容被改动"},
		{"log column", `UPDATE log SET person='p-7' WHERE seq=1`, "第1条留痕的登记项被改动"},
		{"leaf dropped", `DELETE FROM log WHERE seq=1`, "没有对应的留痕"},
		{"last leaf dropped", `DELETE FROM log WHERE seq=(SELECT max(seq) FROM log)`, "没有对应的留痕"},
		{"tree node", `UPDATE log_hash SET hash=zeroblob(32) WHERE idx=2`, "被改动"},
		{"tree node dropped", `DELETE FROM log_hash WHERE idx=2`, "缺失"},
		{"blob", `UPDATE blob SET body=x'00'`, "内容 " + store.Digest([]byte("frame.txt"))[:12] + " 被改动"},
		{"field edit", `UPDATE edit SET new='三' WHERE new='一'`, "检查记录 v-1 的逐字段修改与第4条留痕不符"},
		{"field edits dropped", `DELETE FROM edit`, "检查记录 v-1 的逐字段修改与第4条留痕不符"},
		{"open field", `UPDATE draft SET value='三'`, "检查记录 v-1 的“place”与其修改历史不符"},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := storied(t)
			sql := c.sql
			for _, d := range [][2]string{{first, "甲"}, {head, "甲旅馆"}} { // this store's own digests
				_, digest := digestOf(l, d[1])
				sql = strings.ReplaceAll(sql, d[0], digest)
				c.want = strings.ReplaceAll(c.want, d[0][:12], digest[:12])
			}
			l.tamper(sql)
			if got := l.doctor(); !strings.Contains(got, c.want) {
				t.Fatalf("doctor says %q, want %q in it", got, c.want)
			}
		})
	}
}

// digestOf finds the version of s-1 with a name.
func digestOf(l *lab, name string) (int, string) {
	l.t.Helper()
	versions, err := store.History(l.ctx, l, inspect.NounSubject, "s-1")
	l.ok(err)
	for i, raw := range versions {
		if strings.Contains(string(raw), `"name":"`+name+`"`) {
			return i, store.Digest(raw)
		}
	}
	l.t.Fatalf("no version named %s", name)
	return 0, ""
}

// TestDoctorReadsThePages: damage below SQL is found too.
func TestDoctorReadsThePages(t *testing.T) {
	l := storied(t)
	l.tamper("PRAGMA writable_schema=ON", `UPDATE sqlite_schema SET rootpage=2 WHERE name='subject_code'`)
	if got := l.doctor(); !strings.Contains(got, "校验没有通过") && !strings.Contains(got, "损坏") {
		t.Fatalf("doctor says %q", got)
	}
}
