package cli

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"shuangsuiji/app"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// program is a running `serve`.
type program struct {
	*driver
	cmd         *exec.Cmd
	base, token string
}

// serve starts the program and signs the leader in; nil when it ended by itself.
func (d *driver) serve() *program {
	cmd := d.command("serve")
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.StdoutPipe()
	if err != nil {
		d.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		d.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		d.Errorf("serve: %v %v\n%s", err, cmd.Wait(), said.String())
		return nil
	}
	u, err := url.Parse(strings.TrimSpace(line))
	if err != nil {
		d.Fatal(err)
	}
	p := &program{driver: d, cmd: cmd, base: "http://" + u.Host, token: u.Query().Get("token")}
	p.must("Session.SignIn", nil, map[string]string{"person": d.leader, "password": testPassword, "newPassword": "", "passphrase": ""})
	return p
}

// kill ends the program as a power cut would, and waits until it is gone.
func (p *program) kill() {
	if err := p.cmd.Process.Kill(); err != nil {
		p.Fatal(err)
	}
	_ = p.cmd.Wait() // it was killed: that is its error
}

// ask calls a bound method as the page does. alive is false once the program is
// gone; what the program refuses is an error.
func (p *program) ask(name string, out any, args ...any) (alive bool, err error) {
	body, err := json.Marshal(args)
	if err != nil {
		return true, err
	}
	req, err := http.NewRequest("POST", p.base+"/call/"+strings.Replace(name, ".", "/", 1), bytes.NewReader(body))
	if err != nil {
		return true, err
	}
	req.Header.Set("Authorization", "Bearer "+p.token)
	req.Header.Set("Origin", p.base)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return false, nil
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		return false, nil
	}
	if resp.StatusCode != http.StatusOK {
		return true, fmt.Errorf("%s%s: %s", name, body, text)
	}
	if out == nil {
		return true, nil
	}
	return true, json.Unmarshal(text, out)
}

// must is ask of a program that lives, and does not refuse.
func (p *program) must(name string, out any, args ...any) {
	p.Helper()
	if alive, err := p.ask(name, out, args...); !alive || err != nil {
		p.Fatalf("%s: alive %v, %v", name, alive, err)
	}
}

// did is ask for a worker: false when the program is gone. A refusal fails the test.
func (p *program) did(name string, out any, args ...any) bool {
	alive, err := p.ask(name, out, args...)
	if err != nil {
		p.Error(err)
	}
	return alive && err == nil
}

// start starts a 非随机检查.
func (p *program) start() (f service.VisitForm, ok bool) {
	ok = p.did("Visit.StartNonRandom", &f, check(rand.IntN(1_000_000_000)))
	if ok {
		p.ack("start", func(k *kept) { k.visits[f.Visit.ID] = "open" })
	}
	return f, ok
}

// begin makes the visits that are worked on.
func (d *driver) begin(p *program) {
	for _, visit := range []*string{&d.kept.typed, &d.kept.adding} {
		if *visit == "" || (visit == &d.kept.adding && rand.IntN(4) == 0) {
			if f, ok := p.start(); ok {
				*visit = f.Visit.ID
			}
		}
	}
}

// typeOne saves a field, as a keystroke does.
func (d *driver) typeOne(p *program) bool {
	d.mu.Lock()
	visit := d.kept.typed
	path, text := notePath(visit, 1+rand.IntN(3)), strings.Repeat(fmt.Sprint("字", rand.Uint64()), 1+rand.IntN(30))
	d.kept.trying[path] = append(d.kept.trying[path], text)
	rev := d.kept.revs[path]
	d.mu.Unlock()
	var f inspect.Field
	if !p.did("Visit.Save", &f, visit, path, text, rev) {
		return false
	}
	d.ack("field", func(k *kept) { k.wrote(path, text); k.revs[path] = f.Rev })
	if rand.IntN(10) == 0 && p.did("Visit.Leave", nil, visit) {
		d.ack("leave", func(*kept) {})
	}
	return true
}

// addOne adds a file as evidence.
func (d *driver) addOne(p *program) bool {
	d.mu.Lock()
	visit := d.kept.adding
	d.mu.Unlock()
	path, sum := d.newFile()
	defer os.Remove(path)
	var id string
	if !p.did("Evidence.Add", &id, service.EvidenceInput{Visit: visit, Step: "检查"}, path) {
		return false
	}
	for {
		var jobs []app.Job
		if !p.did("Jobs.List", &jobs) {
			return false
		}
		for _, j := range jobs {
			switch {
			case j.ID != id || j.State == app.JobRunning:
			case j.State == app.JobDone:
				d.ack("evidence", func(k *kept) { k.files[sum] = visit })
				return true
			default:
				d.Errorf("%+v", j)
				return false
			}
		}
		time.Sleep(2 * time.Millisecond)
	}
}

// changeOne takes a visit from its start to its end: closed doors, so that there
// is little to fill in.
func (d *driver) changeOne(p *program) bool {
	f, ok := p.start()
	if !ok {
		return false
	}
	d.keep(func(k *kept) { k.changing, k.closing = f.Visit.ID, false })
	rev := map[string]int64{}
	for _, x := range f.Fields {
		rev[x.Path] = x.Rev
	}
	present := []string{}
	for _, m := range f.Team.Members {
		present = append(present, m.Inspector)
	}
	for _, x := range [][2]string{{"outcome", "closed"}, {"outcomeNote", "大门上锁"}, {"witness", "郑社区"}, {"noCheckCode", "现场无网络"},
		{"present", strings.Join(present, "，")}, {"place", "虚构路 8 号"}, {"endedAt", inspect.Instant(time.Now().Add(time.Minute))}} {
		if !p.did("Visit.Save", nil, f.Visit.ID, x[0], x[1], rev[x[0]]) {
			return false
		}
	}
	d.keep(func(k *kept) { k.closing = true })
	if !p.did("Visit.Finish", nil, f.Visit.ID) {
		return false
	}
	d.ack("finish", func(k *kept) { k.visits[f.Visit.ID] = "finished" })
	return true
}

// lost names what was acknowledged and is not there, and what is there in part.
// all looks at everything, otherwise at what was being worked on.
func (d *driver) lost(p *program, all bool) []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	k, lost := &d.kept, []string{}
	for id, state := range k.visits {
		if !all && id != k.typed && id != k.changing && id != k.adding {
			continue
		}
		var f service.VisitForm
		_, err := p.ask("Visit.Open", &f, id)
		if err == nil {
			_, err = p.ask("Evidence.List", &f.Evidence, id)
		}
		if got := string(f.Visit.State); err != nil || (got != state && (got != "finished" || id != k.changing || !k.closing)) {
			lost = append(lost, fmt.Sprintf("visit %s is %q, %s was acknowledged: %v", id, got, state, err))
			continue
		}
		k.visits[id] = string(f.Visit.State)
		lost = append(lost, d.lostFiles(f)...)
		if id == k.typed {
			lost = append(lost, d.lostText(f)...)
		}
	}
	if all {
		for sum, visit := range k.files {
			if k.visits[visit] == "" {
				lost = append(lost, "the visit of evidence "+sum)
			}
		}
	}
	return lost
}

// lostText compares the fields of the visit that is typed into. What was under
// way when the program died is taken as it is found.
func (d *driver) lostText(f service.VisitForm) (lost []string) {
	k := &d.kept
	got := map[string]inspect.Field{}
	for _, x := range f.Fields {
		got[x.Path] = x
	}
	for path, text := range k.fields {
		v := got[path].Value
		if v != text && !slices.Contains(k.trying[path], v) {
			lost = append(lost, fmt.Sprintf("%s is %q, %q was acknowledged", path, v, text))
		}
	}
	for path, x := range got {
		if _, typed := k.fields[path]; typed || k.trying[path] != nil {
			k.wrote(path, x.Value)
			k.revs[path] = x.Rev
		}
	}
	return lost
}

// lostFiles demands every acknowledged file of a visit, and each listed copy whole.
func (d *driver) lostFiles(f service.VisitForm) (lost []string) {
	k, listed := &d.kept, map[string]bool{}
	for _, e := range f.Evidence {
		listed[e.SHA256] = true
		if k.whole[e.SHA256] {
			continue
		}
		b, err := os.ReadFile(filepath.Join(d.dir, "evidence", e.SHA256[:2], e.SHA256))
		if err != nil || int64(len(b)) != e.Size || fmt.Sprintf("%x", sha256.Sum256(b)) != e.SHA256 {
			lost = append(lost, fmt.Sprintf("half a file is listed: %s, %d of %d bytes, %v", e.Name, len(b), e.Size, err))
			continue
		}
		k.whole[e.SHA256] = true
	}
	for sum, visit := range k.files {
		if visit == f.Visit.ID && !listed[sum] {
			lost = append(lost, "evidence "+sum)
		}
	}
	return lost
}
