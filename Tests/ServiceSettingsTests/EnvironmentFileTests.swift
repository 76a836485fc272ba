import Testing

@testable import ServiceSettings

/// The file of settings that systemd reads too.
struct EnvironmentFileTests {
    private func value(_ line: String) throws -> String? {
        let file = EnvironmentFile(line, of: "/etc/default/x")
        if let problem = file.problem { throw problem }
        return file.settings["INVITE_A"]
    }

    @Test(
        "simple lines are read as systemd reads them",
        arguments: [
            ("INVITE_A=b", "b"), ("  INVITE_A = b c  \t", "b c"), ("INVITE_A=\"b c \"", "b c "),
            ("INVITE_A='b#'  ", "b#"),
            ("INVITE_A=b # c", "b # c"), ("INVITE_A=$HOME/`x`", "$HOME/`x`"), ("INVITE_A=Ada's \"b\"", "Ada's \"b\""),
            ("INVITE_A=", ""), ("INVITE_A=''", ""), ("INVITE_A=x=y", "x=y"), ("INVITE_A=b\r\n", "b"),
            ("INVITE_A=1\nINVITE_A=2", "2"), ("INVITE_A='a\"b'", "a\"b"),
        ])
    func simple(line: String, expected: String) throws {
        #expect(try value(line) == expected)
    }

    @Test(
        "what sets nothing sets nothing",
        arguments: [
            "", "#INVITE_A=b", "; INVITE_A=b", "INVITE_A", "export INVITE_A=b", "PATH=x", "invite_a=b",
            "PATH=a\\tb", "PATH=it's", "PATH=\"a \\\"b\\\"\"", "PATH='a' 'b'", "PATH='\\'", "PATH='a'b\"",
        ])
    func nothing(line: String) throws {
        #expect(try value(line) == nil)
    }

    @Test(
        "what systemd reads in ways of its own is refused, with its line",
        arguments: [
            "INVITE_A=b\\", "INVITE_A=b\\nc", "INVITE_A=\"b", "INVITE_A='b'c", "INVITE_A=\"b\" \"c\"", "INVITE_A='",
            "# a comment \\", "PATH=x \\", "PATH=\"x", "INVITE_A\\",
            "PATH='x' \"y", "PATH=\"x\\\"",
        ])
    func refused(line: String) {
        #expect {
            try value("\n\(line)\nINVITE_B=c")
        } throws: {
            "\($0)".hasPrefix("line 2 of '/etc/default/x' ") && "\($0)".contains("expected NAME=value")
        }
    }
}
