package org.ttflight.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SteeringTest {
    private final List<String> done = new ArrayList<>();
    private final Playback playback =
            new Playback() {
                @Override
                public String line() {
                    return "REPLAY";
                }

                @Override
                public void togglePause() {
                    done.add("pause");
                }

                @Override
                public void slower() {
                    done.add("slower");
                }

                @Override
                public void faster() {
                    done.add("faster");
                }

                @Override
                public void back() {
                    done.add("back");
                }

                @Override
                public void forward() {
                    done.add("forward");
                }
            };

    private boolean press(Key key, WatchState state) {
        return Steering.press(key, state, playback);
    }

    @Test
    void shouldSteerWhatIsPlayed() {
        WatchState state = WatchState.start(500);
        for (char letter : "p +=-_".toCharArray()) {
            assertTrue(press(Key.of(letter), state));
        }
        assertTrue(press(Key.of(Key.Name.LEFT), state));
        assertTrue(press(Key.of(Key.Name.RIGHT), state));
        assertEquals(
                List.of(
                        "pause", "pause", "faster", "faster", "slower", "slower", "back",
                        "forward"),
                done);
    }

    @Test
    void shouldLeaveAllOtherKeysAlone() {
        WatchState state = WatchState.start(500);
        assertFalse(press(Key.of('q'), state));
        assertFalse(press(Key.of(Key.Name.UP), state));
        WatchState typing = state.with(draft -> draft.isTyping = true);
        assertFalse(press(Key.of('+'), typing));
        assertFalse(press(Key.of('p'), state.with(draft -> draft.isHelp = true)));
        assertEquals(List.of(), done);
    }
}
