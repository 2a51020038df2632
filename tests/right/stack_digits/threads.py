from concurrent.futures import ThreadPoolExecutor

def stack_digits(files):
    with ThreadPoolExecutor(4) as pool:
        pictures = list(pool.map(lambda f: tensor(Image.open(f)), files))
    return torch.stack(pictures).float() / 255
