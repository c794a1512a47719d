package cli

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"shuangsuiji/backend/fixture"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// cheap opens workspaces without waiting for the disk and with cheap keys.
var cheap = service.Options{NoSync: true, Cost: service.MinCost}

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"ssj": func() {
		if err := limitFiles(); err != nil {
			panic(err)
		}
		os.Exit(run(context.Background(), os.Args[1:], env{out: os.Stdout, err: os.Stderr, getenv: os.Getenv, ask: asker(os.Stdin, os.Stderr), options: cheap}))
	}})
}

// TestScript runs the stories in testdata/script. Beside testscript's own
// commands they have:
//
//	anyone ARG...   ssj
//	office ARG...   ssj in the workspace office/, as 周办公
//	laptop ARG...   ssj in the workspace field/, as $LEADER (nobody while it is empty),
//	                who chooses a password at the first time
//	join NAME       somebody of office/ gets a password from 周办公 and changes it
//	misuse ARG...   ssj, which must end with 2
//	bureau [STAGE]  a workspace made beforehand: office/ with all lists, and files/;
//	                at stage dispatched also field/ with the task package of $TASK opened
//	capture VAR RE  sets VAR to the first group of RE in the last output
//	flip FILE NAME OUT  a copy of a package with a bit of the file NAME changed
//	hold DIR        keeps a workspace open until the script ends
//	small DIR       a folder on a disk that is full after three megabytes
//	readonly DIR    a folder that cannot be written
//
// With ! before it, anyone, office and laptop must end with 1, not with 2.
func TestScript(t *testing.T) {
	prepared := stages(t)
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "script"),
		Setup: func(e *testscript.Env) error {
			e.Setenv("SSJ_PASSPHRASE", "pass")
			e.Setenv("SSJ_PASSWORD", testPassword)
			for name, days := range map[string]int{"TODAY": 0, "SOON": 15, "LATER": 30} {
				e.Setenv(name, day(days))
			}
			e.Setenv("YEAR", e.Getenv("TODAY")[:4])
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"office": func(ts *testscript.TestScript, neg bool, args []string) {
				exits(ts, want(neg), append([]string{"--workspace", "office", "--as", "周办公"}, args...))
			},
			"laptop": func(ts *testscript.TestScript, neg bool, args []string) {
				ts.Check(firstPassword(ts.MkAbs("field"), ts.Getenv("LEADER")))
				exits(ts, want(neg), append([]string{"--workspace", "field", "--as", ts.Getenv("LEADER")}, args...))
			},
			"anyone": func(ts *testscript.TestScript, neg bool, args []string) { exits(ts, want(neg), args) },
			"misuse": func(ts *testscript.TestScript, _ bool, args []string) { exits(ts, misused, args) },
			"bureau": func(ts *testscript.TestScript, _ bool, args []string) {
				p := prepared[append(args, "library")[0]]
				for name, value := range p.vars {
					ts.Setenv(name, value)
				}
				ts.Check(os.CopyFS(ts.MkAbs("."), os.DirFS(p.dir)))
			},
			"join":    func(ts *testscript.TestScript, _ bool, args []string) { ts.Check(join(ts.MkAbs("office"), args[0])) },
			"capture": capture,
			"flip": func(ts *testscript.TestScript, _ bool, args []string) {
				ts.Check(flip(ts.MkAbs(args[0]), ts.MkAbs(args[2]), args[1]))
			},
			"hold": func(ts *testscript.TestScript, _ bool, args []string) {
				by := service.Credentials{Person: "周办公", Password: []byte(ts.Getenv("SSJ_PASSWORD"))}
				sv, _, err := service.Enter(context.Background(), ts.MkAbs(args[0]), by, "test", cheap)
				ts.Check(err)
				ts.Defer(func() { ts.Check(sv.Close()) })
			},
			"small":    small,
			"readonly": readonly,
		},
	})
}

// testPassword is everybody's.
const testPassword = "春风又绿江南岸上"

// firstPassword has somebody of a laptop choose a password, unless there is one.
func firstPassword(dir, name string) error {
	list, err := service.Accounts(context.Background(), dir, cheap)
	if err != nil {
		return nil // no workspace yet: the command tells
	}
	for _, p := range list.People {
		if p.Name == name && !p.Password {
			sv, _, err := service.Enter(context.Background(), dir, service.Credentials{Person: name, Passphrase: []byte("pass"), NewPassword: []byte(testPassword)}, "test", cheap)
			if err != nil {
				return err
			}
			return sv.Close()
		}
	}
	return nil
}

// join gives somebody of an office the password of everybody.
func join(dir, name string) (err error) {
	ctx, initial := context.Background(), []byte("初始密码八个字呀")
	sv, clerk, err := service.Enter(ctx, dir, service.Credentials{Person: "周办公", Password: []byte(testPassword)}, "test", cheap)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, sv.Close()) }()
	list, err := sv.Workspace.Accounts(ctx)
	if err != nil {
		return err
	}
	for _, p := range list.People {
		if p.Name != name {
			continue
		}
		if err := sv.Workspace.GivePassword(ctx, clerk, p.ID, initial); err != nil {
			return err
		}
	}
	_, err = sv.Workspace.SignIn(ctx, service.Credentials{Person: name, Password: initial, NewPassword: []byte(testPassword)}, "test")
	return err
}

func want(neg bool) int {
	if neg {
		return refused
	}
	return done
}

// exits runs ssj and demands its exit code.
func exits(ts *testscript.TestScript, want int, args []string) {
	err := ts.Exec("ssj", args...)
	got := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("ssj %s: exit code %d, want %d", strings.Join(args, " "), got, want)
	}
}

func capture(ts *testscript.TestScript, _ bool, args []string) {
	m := regexp.MustCompile(args[1]).FindStringSubmatch(ts.ReadFile("stdout"))
	if m == nil {
		ts.Fatalf("no %s in the output", args[1])
	}
	ts.Setenv(args[0], m[1])
}

// stages are workspaces made beforehand, once for all stories, and the
// variables that each sets. They are made before any story starts: a process
// forked meanwhile would share the lock of a workspace that is just closed.
func stages(t *testing.T) map[string]*preparation {
	library := &preparation{t: t, dir: t.TempDir(), vars: map[string]string{}}
	library.lists()
	dispatched := &preparation{t: t, dir: t.TempDir(), vars: map[string]string{}}
	if err := os.CopyFS(dispatched.dir, os.DirFS(library.dir)); err != nil {
		t.Fatal(err)
	}
	dispatched.dispatch()
	return map[string]*preparation{"library": library, "dispatched": dispatched}
}

func (p *preparation) lists() {
	files, err := fixture.Write(filepath.Join(p.dir, "files"))
	if err != nil {
		p.t.Fatal(err)
	}
	p.do("office init --kind office --name 治安大队办公室 --organ 某市公安局××分局 --region 999901 --person 周办公")
	for _, f := range [][2]string{{"matters", files.Matters}, {"inspectors", files.Inspectors}, {"subjects", files.Subjects[0]}, {"recusals", files.Recusals}, {"leaves", files.Leaves}} {
		p.do("office --as 周办公 import " + f[0] + " " + f[1])
	}
}

func (p *preparation) dispatch() {
	at := func(name string) string { return filepath.Join(p.dir, name) }
	p.do("office --as 周办公 plan add 旅馆业双随机抽查 --matters A014-ZA01 --scope 辖区旅馆 --ratio 1/100 --estimated 3 --from " + day(0) + " --to " + day(30))
	p.find("PLAN", `计划 (\d+)`)
	p.do("office --as 周办公 task new --plan $PLAN --total 2 --origin local --reason 平台维护")
	p.find("TASK", `任务 (\d{18})`)
	for _, x := range []string{"subjects", "inspectors"} {
		p.do("office --as 周办公 draw " + x + " $TASK --note 当众掷十面骰")
		p.do("office --as 周办公 draw witness " + x + " --witness 钱见证 --how 打印签字")
		p.do("office --as 周办公 draw reveal " + x + " --first 31415926535897932384 --second 31415926535897932384 --source 当众掷骰")
		if x == "subjects" {
			p.do("office --as 周办公 task lock $TASK")
		}
	}
	p.do("office --as 周办公 team leader $TASK")
	p.do("office --as 周办公 team list $TASK")
	p.find("LEADER", `(?m)^1 .* (\S+) +\d{4}-`)
	p.do("office --as 周办公 approve $TASK --approver 吴分管 --post 分管副局长 --scan " + at("files/扫描件/行政检查审批表（已签）.jpg"))
	p.do("field init --kind field --name 外勤一号")
	p.do("field enroll request --out " + at("request.pem"))
	p.do("office --as 周办公 enroll issue " + at("request.pem") + " --out " + at("answer.pem"))
	p.do("field enroll accept " + at("answer.pem"))
	p.do("office --as 周办公 pack task $TASK --device 外勤一号 --out " + at("task.zip"))
	p.do("field open " + at("task.zip"))
	p.do("field account set --as " + p.vars["LEADER"])
}

// day is a legal date some days from now.
func day(n int) string { return inspect.LegalDate(inspect.Instant(time.Now().AddDate(0, 0, n))) }

// preparation makes a stage by command lines in this process.
type preparation struct {
	t    *testing.T
	dir  string
	vars map[string]string
	out  string // what the last line printed
}

// do runs a line: the workspace, then the rest of the command line.
func (p *preparation) do(line string) {
	args := append([]string{"--workspace"}, strings.Fields(strings.NewReplacer("$TASK", p.vars["TASK"], "$PLAN", p.vars["PLAN"]).Replace(line))...)
	args[1] = filepath.Join(p.dir, args[1])
	var out, errOut bytes.Buffer
	e := env{out: &out, err: &errOut, getenv: testSecrets, options: cheap}
	if code := run(p.t.Context(), args, e); code != done {
		p.t.Fatalf("%s: %d\n%s", line, code, errOut.String())
	}
	p.out = out.String()
}

// find keeps the first group of a pattern in the last output.
func (p *preparation) find(variable, pattern string) {
	m := regexp.MustCompile(pattern).FindStringSubmatch(p.out)
	if m == nil {
		p.t.Fatalf("no %s in %s", pattern, p.out)
	}
	p.vars[variable] = m[1]
}

// testSecrets is the environment of command lines in this process.
func testSecrets(name string) string {
	return map[string]string{"SSJ_PASSPHRASE": "pass", "SSJ_PASSWORD": testPassword}[name]
}
