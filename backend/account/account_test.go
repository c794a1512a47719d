package account

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shuangsuiji/backend/inspect"
)

var (
	morning    = time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC)
	passphrase = []byte("工作区口令")
	password   = []byte("春风又绿江南岸")
)

// people: one with a password, one without.
func file(t *testing.T) (*File, []byte) {
	t.Helper()
	key := NewKey()
	f := New("治安大队办公室", "office", key, passphrase, Least)
	f.Sync([]inspect.Person{{ID: "p1", Name: "周办公", Badge: "041207", Role: inspect.RoleOffice, Active: true}, {ID: "p2", Name: "钱某", Role: inspect.RoleLegal, Active: true}})
	p, err := f.Find("周办公")
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Set(key, append(password, '1'), false, Least); err != nil {
		t.Fatal(err)
	}
	return f, key
}

func TestThePasswordOpensTheKey(t *testing.T) {
	f, key := file(t)
	dir := t.TempDir()
	if err := f.Save(dir); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(filepath.Join(dir, FileName))
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range [][]byte{key, password, passphrase} {
		if bytes.Contains(raw, secret) {
			t.Fatal("the file tells a secret")
		}
	}
	if f, err = Load(dir); err != nil {
		t.Fatal(err)
	}
	for _, ref := range []string{"p1", "041207", "周办公"} {
		p, err := f.Find(ref)
		if err != nil {
			t.Fatal(err)
		}
		// A full-width digit is the same digit.
		for _, right := range []string{string(password) + "1", string(password) + "１"} {
			if got, err := p.Open([]byte(right), morning); err != nil || !bytes.Equal(got, key) {
				t.Fatalf("%s: %v", right, err)
			}
		}
		if _, err := p.Open([]byte("春风又绿江南岸2"), morning); inspect.CodeOf(err) != inspect.Forbidden {
			t.Fatal(err)
		}
	}
	if got, err := f.Recover(passphrase, morning); err != nil || !bytes.Equal(got, key) {
		t.Fatal(err)
	}
	if _, err := f.Recover(password, morning); inspect.ForPerson(err).Field != "passphrase" {
		t.Fatal(err)
	}
	p, err := f.Find("钱某")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Open(nil, morning); inspect.CodeOf(err) != inspect.Forbidden {
		t.Fatal("no password opened:", err)
	}
	// A slot moved under another name opens for nobody.
	p.Slot = f.People[0].Slot
	if _, err := p.Open(append(password, '1'), morning); inspect.CodeOf(err) != inspect.Forbidden {
		t.Fatal("a moved slot opened:", err)
	}
	f.Passphrase = *f.People[0].Slot
	if _, err := f.Recover(append(password, '1'), morning); inspect.CodeOf(err) != inspect.Forbidden {
		t.Fatal("a moved slot opened:", err)
	}
}

func TestWrongTriesSlowDown(t *testing.T) {
	f, _ := file(t)
	dir, now, right := t.TempDir(), morning, append(password, '1')
	p := &f.People[0]
	for range Free - 1 {
		if _, err := p.Open([]byte("猜的"), now); inspect.CodeOf(err) != inspect.Forbidden || p.Tries.wait(now) > 0 {
			t.Fatal(err)
		}
	}
	for i, want := range []time.Duration{30 * time.Second, time.Minute, 2 * time.Minute, 4 * time.Minute, 8 * time.Minute, 15 * time.Minute, 15 * time.Minute} {
		if _, err := p.Open([]byte("猜的"), now); inspect.CodeOf(err) != inspect.Forbidden {
			t.Fatal(err)
		}
		if got := p.Tries.wait(now); got != want {
			t.Fatalf("after %d: wait %s, want %s", Free+i, got, want)
		}
		// A restart does not help, nor does the right password: it is not tried.
		if err := f.Save(dir); err != nil {
			t.Fatal(err)
		}
		var err error
		if f, err = Load(dir); err != nil {
			t.Fatal(err)
		}
		p = &f.People[0]
		failed := p.Tries.Failed
		if _, err := p.Open(right, now.Add(want-time.Millisecond)); inspect.CodeOf(err) != inspect.Forbidden || p.Tries.Failed != failed {
			t.Fatal("opened while it is shut:", err)
		}
		now = now.Add(want)
	}
	if _, err := p.Open(right, now); err != nil || p.Tries.Failed != 0 || p.Tries.Until != "" || p.Tries.Unlogged != Free-1+7 {
		t.Fatalf("%v %+v", err, p.Tries)
	}
	// Many years of guessing overflow nothing.
	p.Tries.Failed = 1 << 40
	if _, err := p.Open([]byte("猜的"), now); err == nil || p.Tries.wait(now) != mostWait {
		t.Fatalf("%v %+v", err, p.Tries)
	}
}

func TestCheck(t *testing.T) {
	for text, ok := range map[string]bool{
		"ssj-demo": true, "春风又绿江南岸上": true, "kite mango 7 Ufer": true, strings.Repeat("春风", 64): true,
		"短": false, "1234567": false, "12345678": false, "PASSWORD": false, "Password1": false, "ｐａｓｓｗｏｒｄ": false, "woaini1314": false, "88888888": false,
		"zzzzzzzzzz": false, "春春春春春春春春": false, "041207041207": false, "周办公041207": false, "周办公周办公周办公": false, "041207-周办公": false,
		strings.Repeat("春风", 65): false, "有换行\n的密码啊": false, "\xff\xfe\xfd\xfc\xfb\xfa\xf9\xf8": false,
	} {
		err := Check([]byte(text), "周办公", "041207")
		if (err == nil) != ok {
			t.Errorf("%q: %v", text, err)
		}
		if e := inspect.ForPerson(err); err != nil && (e.Code != inspect.Invalid || e.Field != "newPassword" || e.Hint == "") {
			t.Errorf("%q: %+v", text, e)
		}
	}
	if n := len(common()); n < 4000 {
		t.Errorf("only %d common passwords", n)
	}
	if err := Check([]byte("abcdefgh-1"), "", ""); err != nil {
		t.Error(err)
	}
}

func TestSync(t *testing.T) {
	f, key := file(t)
	people := []inspect.Person{{ID: "p1", Name: "周办公", Badge: "041207", Role: inspect.RoleOffice, Active: true}, {ID: "p2", Name: "钱某", Role: inspect.RoleLegal, Active: true}}
	if f.Sync(people) {
		t.Error("nothing changed, and it says so")
	}
	people[0].Badge = "041208"
	if !f.Sync(people) || f.People[0].Slot == nil || f.People[0].Badge != "041208" {
		t.Errorf("%+v", f.People[0])
	}
	if got, err := f.People[0].Open(append(password, '1'), morning); err != nil || !bytes.Equal(got, key) {
		t.Error("a changed badge lost the password:", err)
	}
	people[0].Active = false
	if !f.Sync(people) || len(f.People) != 1 {
		t.Errorf("%+v", f.People)
	}
	people[0].Active = true
	if !f.Sync(people) || f.People[0].Slot != nil {
		t.Error("who left and came back has the old password")
	}
	if _, err := f.Find(""); inspect.CodeOf(err) != inspect.Forbidden {
		t.Error(err)
	}
	people[1].Name = "周办公"
	f.Sync(people)
	if _, err := f.Find("周办公"); inspect.CodeOf(err) != inspect.Invalid {
		t.Error(err)
	}
}

func TestParseRefuses(t *testing.T) {
	f, _ := file(t)
	good, err := f.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Parse(good); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*File){
		"format":       func(f *File) { f.Format = "ssj-accounts/2" },
		"salt":         func(f *File) { f.Passphrase.Salt = nil },
		"no work":      func(f *File) { f.Passphrase.KDF.Time = 0 },
		"a bomb":       func(f *File) { f.Passphrase.KDF.Memory = 1 << 30 },
		"threads":      func(f *File) { f.People[0].Slot.KDF.Threads = 200 },
		"twice":        func(f *File) { f.People[1].ID = "p1" },
		"no name":      func(f *File) { f.People[1].Name = "" },
		"short key":    func(f *File) { f.People[0].Slot.Key = f.People[0].Slot.Key[:40] },
		"less than no": func(f *File) { f.People[0].Tries.Failed = -1 },
	} {
		f, err := Parse(good)
		if err != nil {
			t.Fatal(err)
		}
		spoil(f)
		b, err := json.MarshalIndent(f, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Parse(append(b, '\n')); inspect.CodeOf(err) != inspect.Damaged && inspect.CodeOf(err) != inspect.Unsupported {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, b := range map[string][]byte{
		"empty": nil, "cut": good[:len(good)/2], "more": append(bytes.Clone(good), good...),
		"unknown":  bytes.Replace(good, []byte(`"kind"`), []byte(`"kinds": "", "kind"`), 1),
		"spelling": bytes.Replace(good, []byte(`"kind"`), []byte(`"Kind"`), 1),
	} {
		if _, err := Parse(b); inspect.CodeOf(err) != inspect.Damaged {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Load(t.TempDir()); inspect.CodeOf(err) != inspect.NotFound {
		t.Error(err)
	}
}

func TestSaveLeavesNothingHalf(t *testing.T) {
	f, _ := file(t)
	dir := t.TempDir()
	for range 3 {
		if err := f.Save(dir); err != nil {
			t.Fatal(err)
		}
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 1 {
		t.Fatal(left, err)
	}
	if err := f.Save(filepath.Join(dir, "missing")); inspect.CodeOf(err) != inspect.Storage {
		t.Error(err)
	}
}

// FuzzParse: what it accepts is written again as it was, and trying a password on
// it neither panics nor opens.
func FuzzParse(f *testing.F) {
	key := bytes.Repeat([]byte{7}, KeySize)
	seed := New("办公室", "office", key, passphrase, Least)
	seed.Sync([]inspect.Person{{ID: "p1", Name: "甲", Active: true}})
	if err := seed.People[0].Set(key, []byte("正确的密码八个字"), true, Least); err != nil {
		f.Fatal(err)
	}
	b, err := seed.Bytes()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte(`{"format":"ssj-accounts/1"}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		got, err := Parse(b)
		if err != nil {
			if inspect.CodeOf(err) == inspect.Internal {
				t.Fatal(err)
			}
			return
		}
		again, err := got.Bytes()
		if err != nil || !bytes.Equal(again, b) {
			t.Fatal("accepted what it would not write")
		}
		for i := range got.People {
			p := &got.People[i]
			if p.Slot != nil && (p.Slot.KDF.Memory > 64 || p.Slot.KDF.Time > 2) {
				continue
			}
			if _, err := p.Open([]byte("错"), morning); err == nil {
				t.Fatal("opened")
			}
		}
	})
}
