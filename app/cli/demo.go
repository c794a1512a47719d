package cli

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"shuangsuiji/backend/fixture"
	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

// What the demo invents beside the bureau of package fixture.
const (
	demoClerk   = "周办公"
	demoPass    = "ssj-demo"
	demoLaptop  = "外勤一号"
	demoOffice  = "治安大队办公室"
	demoReadme  = "演示说明.txt"
	demoHeading = "双随机执法检查 演示" // first line of demoReadme: marks a folder that the demo may replace
)

// demoFolders are what the demo makes in its folder.
var demoFolders = []string{"files", "office", "field", "sheets", "documents", "notices", "packages"}

// demo does the main job once, with public services only.
type demo struct {
	ctx     context.Context
	out     io.Writer
	dir     string
	options service.Options
	now     func() time.Time
	files   *fixture.Files
	office  *service.Services
	field   *service.Services
	clerk   inspect.Actor // signed in at the office
	laptop  inspect.Actor // signed in on the laptop
	step    int
	leaders []string // names, for who wants to try the laptop
}

func demoCommand(f *flag.FlagSet) action {
	out := f.String("out", "", "")
	return func(c *call) error {
		dir, err := filepath.Abs(*out)
		if err != nil {
			return inspect.E(inspect.Invalid, "文件夹“%s”不能用", *out).WithField("out").Because(err)
		}
		d := &demo{ctx: c.ctx, out: c.out, dir: dir, options: c.options, now: c.now}
		if err := d.clear(); err != nil {
			return err
		}
		start := time.Now()
		if err := errors.Join(d.run(), d.close()); err != nil {
			return err
		}
		d.say("\n全部完成，用时 %.1f 秒。结果在 %s", time.Since(start).Seconds(), dir)
		return nil
	}
}

func (d *demo) run() error {
	for _, do := range []func() error{d.setUp, d.importLists, d.enrolLaptop, d.localTask, d.platformTask, d.jointTask, d.leadersReady, d.verifyAll, d.explain} {
		if err := do(); err != nil {
			return err
		}
	}
	return nil
}

func (d *demo) close() error {
	var errs []error
	for _, sv := range []*service.Services{d.office, d.field} {
		if sv != nil {
			errs = append(errs, sv.Close())
		}
	}
	return errors.Join(errs...)
}

// at is a path in the demo's folder.
func (d *demo) at(parts ...string) string { return filepath.Join(append([]string{d.dir}, parts...)...) }

// begin prints the heading of a step, say a line of it, lies where a result is.
func (d *demo) begin(format string, args ...any) {
	d.step++
	d.say("\n%2d. "+format, append([]any{d.step}, args...)...)
}

func (d *demo) say(format string, args ...any) { fmt.Fprintf(d.out, format+"\n", args...) }

func (d *demo) lies(path string) {
	if rel, err := filepath.Rel(d.dir, path); err == nil {
		path = filepath.ToSlash(rel)
	}
	d.say("      → %s", path)
}

// today and later are legal dates by the real clock, so that the demo works on
// any day.
func (d *demo) today() string { return d.later(0) }

func (d *demo) later(days int) string {
	return inspect.LegalDate(inspect.Instant(d.now().AddDate(0, 0, days)))
}

// clear makes the folder ready. One that holds something else is refused; what
// an earlier demo made is replaced, unless it is open.
func (d *demo) clear() error {
	entries, err := os.ReadDir(d.dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return inspect.E(inspect.Storage, "文件夹“%s”不能用", d.dir).WithRef(d.dir).Because(err).WithHint("换一个文件夹")
	}
	if len(entries) > 0 {
		text, err := os.ReadFile(d.at(demoReadme))
		if err != nil || !strings.HasPrefix(string(bytes.TrimPrefix(text, bom)), demoHeading) {
			return inspect.E(inspect.Refused, "文件夹“%s”里已有别的文件，演示不会动它们", d.dir).WithRef(d.dir).WithField("out").WithHint("换一个空文件夹，或还不存在的文件夹")
		}
		for _, name := range []string{"office", "field"} {
			if err := service.Probe(d.ctx, d.at(name)); err != nil && inspect.CodeOf(err) == inspect.Busy {
				return err
			}
		}
	}
	for _, name := range demoFolders {
		if err := os.RemoveAll(d.at(name)); err != nil {
			return inspect.E(inspect.Storage, "无法清除上一次演示：%s", d.at(name)).WithRef(d.at(name)).Because(err).WithHint("关闭打开着的文件后重试，或换一个文件夹")
		}
		if err := os.MkdirAll(d.at(name), 0o755); err != nil {
			return inspect.E(inspect.Storage, "无法建立文件夹：%s", d.at(name)).WithRef(d.at(name)).Because(err).WithHint("检查路径是否正确、是否只读、磁盘是否已满")
		}
	}
	return d.mark("演示没有做完。")
}

// bom lets old Windows editors read the file as UTF-8.
var bom = []byte("\xef\xbb\xbf")

// mark writes the file that says what the folder is.
func (d *demo) mark(text string) error {
	body := append(bytes.Clone(bom), []byte(strings.ReplaceAll(demoHeading+"\n\n"+text+"\n", "\n", "\r\n"))...)
	if err := os.WriteFile(d.at(demoReadme), body, 0o644); err != nil {
		return inspect.E(inspect.Storage, "无法写入文件：%s", d.at(demoReadme)).WithRef(d.dir).Because(err).WithHint("检查文件夹是否只读、磁盘是否已满")
	}
	return nil
}

// explain leaves word how to go on by hand.
func (d *demo) explain() error {
	text := fmt.Sprintf(`这里的单位、人员、企业全部是虚构的。

全部账户的密码：%[1]s　工作区口令：%[1]s
外勤上还没有密码的检查员，首次登录时凭工作区口令设自己的密码。
办公室：shuangsuiji --workspace "%[2]s"    登录人员：%[3]s
外勤：　shuangsuiji --workspace "%[4]s"    登录人员：%[5]s（组长）
没有窗口时用浏览器：ssj serve --open --workspace "%[2]s"

办公室里还有一个联合抽查任务等待审批；外勤上还有平台任务的对象等待检查。

files/      拿到手的原始文件：清单、名录库、平台名单、证据、扫描件
sheets/     导入时的问题清单
documents/  文书（PDF）
notices/    公告和公示
packages/   签名数据包和本单位根证书
office/     办公室工作区
field/      外勤工作区`, demoPass, d.at("office"), demoClerk, d.at("field"), strings.Join(d.leaders, "、"))
	d.begin("接着用手试")
	d.say("%s", text)
	return d.mark(text)
}
