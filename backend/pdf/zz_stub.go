package pdf
import "shuangsuiji/backend/inspect"
func approval(f *form, s *inspect.ApprovalSnapshot) {}
func inspectionNotice(f *form, s *inspect.InspectionNoticeSnapshot) {}
func orderToCorrect(f *form, s *inspect.OrderToCorrectSnapshot) {}
func evidenceList(f *form, s *inspect.EvidenceListSnapshot) {}
func drawRecord(f *form, s *inspect.DrawRecordSnapshot) {}
func taskNotice(f *form, s *inspect.TaskNoticeSnapshot) {}
func resultNotice(f *form, s *inspect.ResultNoticeSnapshot) {}
