# SPDX-License-Identifier: Apache-2.0
"""CR, LF and CR LF are one line end each."""

from tests.serial.session import PROMPT, Session, run

_ENDS = {"CR": "\r", "LF": "\n", "CR LF": "\r\n"}


def one_answer_for_each_line(image):
    with Session(image) as session:
        session.wait_for_prompt()
        for name, end in _ENDS.items():
            session.send("echo %s%secho again%s" % (name, end, end))
            session.expect_output(
                "echo %s\r\n%s\r\n%secho again\r\nagain\r\n%s"
                % (name, name, PROMPT, PROMPT)
            )
            # No second prompt for the second half of CR LF.
            session.expect_silence()


def cr_and_lf_apart(image):
    # The LF may come much later than its CR, or belong to the next line end.
    with Session(image) as session:
        session.wait_for_prompt()
        session.send("echo one\r")
        session.expect_output("echo one\r\none\r\n" + PROMPT)
        session.send("\n")
        session.expect_silence()
        session.send("\n")
        session.expect_output("\r\n" + PROMPT)
        session.send("\r\r")
        session.expect_output(("\r\n" + PROMPT) * 2)
        session.expect_silence()


if __name__ == "__main__":
    run(one_answer_for_each_line, cr_and_lf_apart)
