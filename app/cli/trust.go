package cli

import (
	"flag"
	"fmt"
	"os"

	"shuangsuiji/backend/inspect"
	"shuangsuiji/backend/service"
)

func trustCommands() []command {
	return append(keyCommands(), []command{
		{path: "trust list", about: "信任谁：本单位的根、已签发的证书、信任名单的编号、信任的其他签发机构", need: signedIn, setup: plain(trustState)},
		{path: "trust revoke", args: "设备 --why left|replaced|retired --note 情况", about: "办公室：吊销一台设备或执行单位的证书，不能撤销（遗失用 device lost）", min: 1, max: 1, must: "why note", need: signedIn, setup: revokeDevice},
		{path: "trust person", args: "人员 --note 情况", about: "办公室：人员离岗，吊销签发给其个人的全部证书", min: 1, max: 1, must: "note", need: signedIn, setup: revokePerson},
		{path: "trust pack", args: "--out 文件.zip", about: "办公室：制作签名的信任名单包（含吊销名单），由外勤和执行单位用 open 打开；旧的打不开", must: "out", need: unlocked, setup: packTrust},
		{path: "trust crl", args: "--out 文件", about: "导出最新的吊销名单（X.509 CRL），供他人以 verify --crl 核验", must: "out", need: signedIn, setup: saveCRL},
		{path: "trust add", args: "证书文件 --fingerprint 指纹", about: "信任另一签发机构（CA）：核对其根证书指纹后导入，只用于核验", min: 1, max: 1, must: "fingerprint", need: signedIn, setup: addAuthority},
		{path: "trust update", args: "吊销名单文件", about: "导入所信任机构的新吊销名单", min: 1, max: 1, need: signedIn, setup: plain(updateAuthority)},
		{path: "trust remove", args: "指纹 --reason 理由", about: "不再信任另一签发机构", min: 1, max: 1, must: "reason", need: signedIn, setup: removeAuthority},
	}...)
}

func trustState(c *call) error {
	s, err := c.sv.Trust.State(c.ctx, c.a)
	if err != nil || c.json {
		if err == nil {
			err = c.printJSON(s)
		}
		return err
	}
	if s.Root.Name == "" {
		return c.line("本设备还没有登记，不信任任何人；先由办公室签发证书并装入")
	}
	if err := c.line("本单位根证书：%s（指纹 %s，%s到期）", s.Root.Name, s.Root.Short, s.Root.Until); err != nil {
		return err
	}
	rows := [][]string{}
	for _, d := range s.Devices {
		state := "有效"
		if r := d.Revocation; r != nil {
			state = fmt.Sprintf("已吊销 %s：%s，%s（%s）", inspect.Minute(r.At), r.Why.Label(), r.Note, r.By)
		} else if d.Revoked {
			state = "已吊销"
		}
		rows = append(rows, []string{d.Name, d.Role, d.Unit, fmt.Sprintf("%.16s", d.Fingerprint), inspect.Minute(d.IssuedAt), state})
	}
	if err := c.table(s, []string{"设备", "用途", "执行单位", "指纹", "签发", "证书"}, rows); err != nil {
		return err
	}
	lists := []string{}
	for _, l := range s.Lists {
		text := fmt.Sprintf("“%s”第%d号，%s制，%d张证书、吊销%d张", l.Office, l.Serial, inspect.Minute(l.At), l.Devices, l.Revoked)
		if l.Stale {
			text += "；已过期，请取新的"
		}
		lists = append(lists, text)
	}
	if len(lists) == 0 {
		lists = []string{"还没有；办公室用 trust pack 制作"}
	}
	if s.Unlisted > 0 {
		lists = append(lists, fmt.Sprintf("此后又吊销了%d台，请重新制作信任名单包发下去", s.Unlisted))
	}
	if err := c.lines("信任名单：", lists); err != nil {
		return err
	}
	others := []string{}
	for _, o := range s.Others {
		others = append(others, fmt.Sprintf("%s（%s，%s到期） %s", o.Name, o.Short, o.Until, o.Fingerprint))
	}
	return c.lines("信任的其他签发机构：", others)
}

func revokeDevice(f *flag.FlagSet) action {
	why, note := f.String("why", "", ""), f.String("note", "", "")
	return func(c *call) error {
		d, err := c.sv.Trust.Revoke(c.ctx, c.a, c.args[0], inspect.RevokeWhy(*why), *note)
		if err != nil {
			return err
		}
		return c.show(d, "已吊销“%s”的证书（%s）。用 trust pack 制作信任名单包发给各设备", d.Name, d.Revocation.Why.Label())
	}
}

func revokePerson(f *flag.FlagSet) action {
	note := f.String("note", "", "")
	return func(c *call) error {
		p, err := c.person(c.args[0])
		if err != nil {
			return err
		}
		gone, err := c.sv.Trust.RevokePerson(c.ctx, c.a, p.ID, *note)
		if err != nil {
			return err
		}
		return c.show(gone, "已吊销签发给%s个人的证书%d张", p.Name, len(gone))
	}
}

// person finds an account by name, badge or id.
func (c *call) person(ref string) (inspect.Person, error) {
	people, err := c.sv.Workspace.People(c.ctx, c.a)
	if err != nil {
		return inspect.Person{}, err
	}
	for _, p := range people {
		if p.ID == ref || p.Badge == ref || p.Name == ref {
			return p, nil
		}
	}
	return inspect.Person{}, inspect.E(inspect.NotFound, "没有“%s”这个人员", ref).WithField("person").WithHint("people list 列出全部人员")
}

func packTrust(f *flag.FlagSet) action {
	out := f.String("out", "", "")
	return func(c *call) error {
		sent, err := c.sv.Trust.Package(c.ctx, c.a, *out)
		if err != nil {
			return err
		}
		return c.sent(sent)
	}
}

func saveCRL(f *flag.FlagSet) action {
	out := f.String("out", "", "")
	return func(c *call) error {
		if err := c.sv.Trust.SaveCRL(c.ctx, c.a, *out); err != nil {
			return err
		}
		return c.show(written{*out}, "吊销名单已写入：%s", *out)
	}
}

func addAuthority(f *flag.FlagSet) action {
	print := f.String("fingerprint", "", "")
	return func(c *call) error {
		root, err := c.sv.Trust.AddAuthority(c.ctx, c.a, c.args[0], *print)
		if err != nil {
			return err
		}
		return c.show(root, "已信任“%s”（%s），只用于核验，不能借它导入数据", root.Name, root.Short)
	}
}

func updateAuthority(c *call) error {
	text, err := c.sv.Trust.AddAuthorityCRL(c.ctx, c.a, c.args[0])
	if err != nil {
		return err
	}
	return c.show(struct {
		Text string `json:"text"`
	}{text}, "已采用%s", text)
}

func removeAuthority(f *flag.FlagSet) action {
	reason := f.String("reason", "", "")
	return func(c *call) error {
		if err := c.sv.Trust.RemoveAuthority(c.ctx, c.a, c.args[0], *reason); err != nil {
			return err
		}
		return c.show(written{}, "不再信任 %.16s", c.args[0])
	}
}

// crlsFrom reads revocation lists; "" = none.
func crlsFrom(path string) ([][]byte, error) {
	if path == "" {
		return nil, nil
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, inspect.E(inspect.NotFound, "打不开吊销名单：%s", path).WithRef(path).Because(err)
	}
	return [][]byte{b}, nil
}

func keyCommands() []command {
	return []command{
		{path: "key check", args: "[密钥备份]", about: "恢复演练：用口令打开每把密钥并试用一遍，不改任何东西；不写文件的查本工作区", max: 1, need: signedIn, setup: plain(checkKeys)},
		{path: "key backup", args: "--out 文件.zip", about: "备份本工作区的全部密钥（仍由口令保护），写成后读回试用", must: "out", need: signedIn, setup: backupKeys},
		{path: "key restore", args: "密钥备份", about: "密钥文件丢失或损坏时从备份恢复；完好的不替换", min: 1, max: 1, need: signedIn, setup: plain(restoreKeys)},
		{path: "key request", args: "--out 文件.pem", about: "办公室：向证书签发机构（CA）申请对外签名证书", must: "out", need: signedIn, setup: requestOutward},
		{path: "key accept", args: "证书文件 --fingerprint 根证书指纹", about: "办公室：装入签发机构签发的证书（连同各级直到根证书），此后报送包和抽取结果包用它签名", min: 1, max: 1, must: "fingerprint", need: signedIn, setup: acceptOutward},
	}
}

func (c *call) keys(found service.KeyCheck, err error, words string) error {
	if err != nil || c.json {
		if err == nil {
			err = c.printJSON(found)
		}
		return err
	}
	rows := [][]string{}
	for _, k := range found.Keys {
		rows = append(rows, []string{k.File, k.Name, fmt.Sprintf("%.16s", k.Fingerprint), k.Until, map[bool]string{true: "在用", false: "不是本工作区在用的"}[k.Used]})
	}
	if err := c.table(found, []string{"文件", "名称", "指纹", "有效至", "状态"}, rows); err != nil {
		return err
	}
	return c.line("%s", words)
}

func checkKeys(c *call) error {
	pass, err := c.passphrase(false)
	if err != nil {
		return err
	}
	file := ""
	if len(c.args) > 0 {
		file = c.args[0]
	}
	found, err := c.sv.Trust.CheckKeys(c.ctx, c.a, pass, file)
	return c.keys(found, err, "每把密钥都能打开、签名、验签、加密、解密")
}

func backupKeys(f *flag.FlagSet) action {
	out := f.String("out", "", "")
	return func(c *call) error {
		pass, err := c.passphrase(false)
		if err != nil {
			return err
		}
		found, err := c.sv.Trust.BackupKeys(c.ctx, c.a, pass, *out)
		return c.keys(found, err, "密钥已备份并读回试用："+*out+"，请与口令分开保管")
	}
}

func restoreKeys(c *call) error {
	pass, err := c.passphrase(false)
	if err != nil {
		return err
	}
	found, err := c.sv.Trust.RestoreKeys(c.ctx, c.a, pass, c.args[0])
	return c.keys(found, err, "密钥已恢复")
}

func requestOutward(f *flag.FlagSet) action {
	out := f.String("out", "", "")
	return func(c *call) error {
		pass, err := c.passphrase(false)
		if err != nil {
			return err
		}
		if err := c.sv.Trust.RequestOutward(c.ctx, c.a, pass, *out); err != nil {
			return err
		}
		return c.show(written{*out}, "证书申请（PKCS#10）已写入：%s，交签发机构办理", *out)
	}
}

func acceptOutward(f *flag.FlagSet) action {
	print := f.String("fingerprint", "", "")
	return func(c *call) error {
		pass, err := c.passphrase(false)
		if err != nil {
			return err
		}
		root, err := c.sv.Trust.AcceptOutward(c.ctx, c.a, pass, c.args[0], *print)
		if err != nil {
			return err
		}
		return c.show(root, "已装入“%s”签发的证书（根证书 %s），报送包和抽取结果包从此用它签名", root.Name, root.Short)
	}
}
