package inspect

import "strings"

// Role 角色 decides what a person may do; see actions.go for the table.
type Role string

const (
	RoleOffice     Role = "office"     // 办公室
	RoleLeader     Role = "leader"     // 组长
	RoleMember     Role = "member"     // 检查员
	RoleLegal      Role = "legal"      // 法制员
	RoleDeputy     Role = "deputy"     // 分管负责人
	RoleHead       Role = "head"       // 主要负责人
	RoleSupervisor Role = "supervisor" // 监督
	RoleAdmin      Role = "admin"      // 管理员
)

// Roles lists every role in the order shown to people.
var Roles = []Role{RoleOffice, RoleLeader, RoleMember, RoleLegal, RoleDeputy, RoleHead, RoleSupervisor, RoleAdmin}

// Label is the role's name on screens and documents.
func (r Role) Label() string { return label(roleLabels, r) }

var roleLabels = map[Role]string{
	RoleOffice: "办公室", RoleLeader: "组长", RoleMember: "检查员", RoleLegal: "法制员",
	RoleDeputy: "分管负责人", RoleHead: "主要负责人", RoleSupervisor: "监督", RoleAdmin: "管理员",
}

// Actor is who does something: a person in a role, on a device, in a session.
// A person's id comes from the office and is the same in every workspace.
type Actor struct {
	Person  string `json:"person"`
	Name    string `json:"name"`
	Role    Role   `json:"role"`
	Device  string `json:"device"`
	Session string `json:"session"`
}

// Person 人员账户 is somebody who works with the program.
type Person struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Post   string `json:"post"`  // 职务
	Unit   string `json:"unit"`  // 所在单位
	Badge  string `json:"badge"` // 警号或工号
	Role   Role   `json:"role"`
	Active bool   `json:"active"`
}

// Validate checks what an account needs.
func (p Person) Validate() error {
	if p.Name == "" {
		return E(Invalid, "人员姓名为空").WithField("name").WithHint("填写姓名")
	}
	if roleLabels[p.Role] == "" {
		return E(Invalid, "没有“%s”这种角色", p.Role).WithField("role").WithHint("从角色表中选择")
	}
	return nil
}

// Same tells whether two accounts are one person's: the badge tells when both have
// one, else the name.
func (p Person) Same(q Person) bool {
	if p.ID == q.ID {
		return true
	}
	if p.Badge != "" && q.Badge != "" {
		return p.Badge == q.Badge
	}
	return strings.Join(strings.Fields(p.Name), "") == strings.Join(strings.Fields(q.Name), "")
}

func label[K ~string](m map[K]string, k K) string {
	if s, ok := m[k]; ok {
		return s
	}
	return string(k)
}
