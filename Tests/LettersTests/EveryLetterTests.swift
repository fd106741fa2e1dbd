import Casework
import Letters
import Rulebook
import Testing

/// Every document of every procedure, written from a case that knows everything it asks for.
@Suite struct EveryLetterTests {
  @Test("the six procedures have their documents")
  func sets() throws {
    let book = try Fixture.book()
    let counts = Dictionary(grouping: book.forms, by: \.procedure).mapValues(\.count)
    #expect(
      counts == [
        "reconsideration": 36, "petition": 20, "people_mediation": 15, "administrative_mediation": 10,
        "hotline_work_order": 9, "litigation_separation": 9,
      ])
  }

  @Test("a draft is marked on every page and has no number; an issued document bears its number and no mark")
  func stages() throws {
    let book = try Fixture.book()
    for form in book.forms {
      let context = try Fixture.context(form.procedure, given: try Fixture.values(for: form))
      let draft = try book.render(form, context, stage: .draft)
      #expect(draft.contains("class=\"draft\"") && draft.contains("草稿"), "\(form.procedure)/\(form.id)")
      let number = form.number(year: 2026, running: 17)
      let issued = try book.render(form, context, stage: .issued(number: number))
      #expect(!issued.contains("草稿") && !issued.contains("class=\"draft\""), "\(form.procedure)/\(form.id)")
      #expect(issued.contains("<h1>\(form.title.zh)</h1>"))
      if let number {
        #expect(issued.contains("<p class=\"number\">\(number)</p>"))
        #expect(!draft.contains(number))
      }
      #expect(!issued.contains("{{") && !issued.contains("}}"))
    }
  }

  @Test("everything that a document asks for stands in it")
  func values() throws {
    let book = try Fixture.book()
    for form in book.forms {
      let given = try Fixture.values(for: form)
      let page = try book.render(
        form, try Fixture.context(form.procedure, given: given), stage: .issued(number: nil))
      for value in form.values where given[value.name]?.hasPrefix("〔") == true {
        #expect(page.contains("〔\(value.name)〕"), "\(form.procedure)/\(form.id): \(value.name)")
      }
    }
  }

  @Test("without what it may do without, a document is still whole")
  func optionals() throws {
    let book = try Fixture.book()
    for form in book.forms {
      var given = try Fixture.values(for: form)
      for value in form.values where value.isOptional { given[value.name] = nil }
      let page = try book.render(
        form, try Fixture.context(form.procedure, given: given), stage: .issued(number: nil))
      #expect(page.contains("</html>"))
    }
  }

  @Test("personal data stand only where the document needs them, and the accused nowhere")
  func personal() throws {
    let book = try Fixture.book()
    for form in book.forms {
      let page = try book.render(
        form, try Fixture.context(form.procedure, given: try Fixture.values(for: form)), stage: .draft)
      #expect(!page.contains("测试丙"), "\(form.procedure)/\(form.id)")
      for (field, text) in [
        (LetterForm.PersonalField.identityNumber, "44180019000101001X"), (.telephone, "13900000001"),
        (.address, "清城区测试路1号"),
      ] {
        #expect(page.contains(text) == form.personal.contains(field), "\(form.procedure)/\(form.id): \(field)")
      }
    }
    let withIdentity = book.forms.filter { $0.personal.contains(.identityNumber) }.map(\.id)
    #expect(withIdentity.sorted() == ["confirmation_application", "oral_application_record"])
  }

  @Test("decisions tell the remedy and its period")
  func remedies() throws {
    let book = try Fixture.book()
    for (procedure, id, words) in [
      ("reconsideration", "decision", "自收到本决定书之日起十五日内"),
      ("reconsideration", "dismissal_of_request", "自收到本决定书之日起十五日内"),
      ("reconsideration", "non_acceptance", "自收到本决定书之日起十五日内"),
      ("reconsideration", "dismissal_of_application", "自收到本决定书之日起十五日内"),
      ("reconsideration", "supplement_notice", "自收到本通知之日起十日内"),
      ("petition", "opinion", "自收到书面答复之日起三十日内"), ("petition", "review_opinion", "自收到书面答复之日起三十日内"),
      ("petition", "recheck_opinion", "不再受理"), ("people_mediation", "agreement", "三十日内"),
      ("people_mediation", "failure_notice", "仲裁、行政、司法"), ("administrative_mediation", "termination_notice", "诉讼"),
    ] {
      let form = try book.form(id, of: procedure)
      let page = try book.render(
        form, try Fixture.context(procedure, given: try Fixture.values(for: form)), stage: .draft)
      #expect(page.contains(words), "\(procedure)/\(id)")
    }
  }

  @Test("rules of other places are not cited in a document")
  func models() throws {
    let book = try Fixture.book()
    for form in book.forms {
      let page = try book.render(
        form, try Fixture.context(form.procedure, given: try Fixture.values(for: form)), stage: .draft)
      for place in ["深圳", "潍坊", "济南"] { #expect(!page.contains(place), "\(form.procedure)/\(form.id)") }
    }
  }
}
