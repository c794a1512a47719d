package cli

import (
	"slices"
	"strings"
)

// commands is the table of all commands, in the order help shows them.
func commands() []command {
	return slices.Concat(workspaceCommands(), accountCommands(), backupCommands(), libraryCommands(), matterCommands(), registerCommands(), planCommands(), meterCommands(), templateCommands(), yearCommands(), taskCommands(), exceptionCommands(), drawCommands(), teamCommands(), replaceCommands(), nonRandomCommands(),
		departmentCommands(), exchangeCommands(), handoverCommands(), filingCommands(), visitCommands(), evidenceCommands(), paperCommands(), numberCommands(), setCommands(), dossierCommands(), signingCommands(), phraseCommands(), drawnCommands(), caseCommands(), scanCommands(), resultCommands(), trustCommands(), auditCommands(), fairnessCommands(), reportCommands(), []command{
			{path: "demo", args: "--out 文件夹", about: "在虚构的分局上做完一次抽查，留下全部结果", must: "out", setup: demoCommand},
			{path: "help", args: "[命令]", about: "本说明，或一个命令的说明", max: 3, setup: plain(help)},
		})
}

// help shows every command, or those whose words begin with the arguments.
func help(c *call) error {
	if len(c.args) == 0 {
		if err := c.line("双随机执法检查\n\n  %-46s%s\n", "shuangsuiji [--workspace 文件夹] [--safe-mode]", "打开窗口（窗口版）"); err != nil {
			return err
		}
	}
	rows := [][]string{}
	for _, cmd := range commands() {
		if matches(cmd.path, c.args) {
			rows = append(rows, []string{"  " + strings.TrimSpace(cmd.path+" "+cmd.args), cmd.about})
		}
	}
	if len(rows) == 0 {
		return misuse{"没有这个命令"}
	}
	for _, row := range rows {
		if err := c.line("%s\n        %s", row[0], row[1]); err != nil {
			return err
		}
	}
	return c.line("%s", helpFoot)
}

const helpFoot = `
每个命令都可以加：
  --workspace 文件夹        工作区，默认为本用户的工作区
  --as 人员                 由谁操作：姓名、警号或编号
  --json                    结果和错误都以 JSON 给出
  --password-file 文件      第一行是 --as 人员的密码；也可用环境变量 SSJ_PASSWORD
  --passphrase-file 文件    第一行是工作区口令；也可用环境变量 SSJ_PASSPHRASE
  没有给出的，在终端里运行时提示输入

检查组、检查和结果写作 任务编号/序号，抽取写作 任务编号/subjects 或 任务编号/inspectors；
只有一个任务时可以省去“任务编号/”。

退出码：0 完成，1 被拒绝或不合格，2 用法不对。`

// matches tells whether the words of path begin with these.
func matches(path string, begin []string) bool {
	w := strings.Fields(path)
	return len(begin) <= len(w) && slices.Equal(w[:len(begin)], begin)
}
